using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults.Tests.Probe;

internal sealed class Thing
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class SealedThing
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Sealed Phone { get; init; }
    public required byte[] PhoneHash { get; init; }
}

internal sealed class ProbeDb(DbContextOptions<ProbeDb> options, SaveContext save) : ServiceDbContext(options, save)
{
    public DbSet<Thing> Things => Set<Thing>();

    public DbSet<SealedThing> SealedThings => Set<SealedThing>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.AddPersonalData();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddDirectory();
        modelBuilder.AddPolicies();
        modelBuilder.AddPersonalData();
        modelBuilder.Entity<Thing>(thing =>
        {
            thing.HasIndex(row => row.Name).IsUnique();
            thing.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
