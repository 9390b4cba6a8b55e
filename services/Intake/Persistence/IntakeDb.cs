using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Domain.Items;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Efficiency.Intake.Persistence;

internal sealed class IntakeDb(DbContextOptions<IntakeDb> options, SaveContext save) : ServiceDbContext(options, save)
{
    /// <summary>Receipt numbers may have gaps; the register of a unit (<see cref="RegisterEntry"/>) has none.</summary>
    public const string ReceiptSequence = "receipt_sequence";

    public DbSet<ServiceItem> Items => Set<ServiceItem>();

    public DbSet<ItemVersion> ItemVersions => Set<ItemVersion>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<OneTimeNotice> Notices => Set<OneTimeNotice>();

    public DbSet<RegisterEntry> Register => Set<RegisterEntry>();

    public DbSet<TimelineLine> Timeline => Set<TimelineLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddDirectory();
        modelBuilder.AddPolicies();
        modelBuilder.AddPersonalData();
        modelBuilder.HasSequence<long>(ReceiptSequence);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IntakeDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Every index costs the busiest insert of the suite: only those that a query needs, each named in its mapping.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        configurationBuilder.AddCodes<ItemKind>();
        configurationBuilder.AddCodes<ItemStatus>();
        configurationBuilder.AddCodes<ContactChannel>();
        configurationBuilder.AddCodes<ContactKind>();
        configurationBuilder.AddCodes<ContactStatus>();
        configurationBuilder.AddCodes<ContactOutcome>();
        configurationBuilder.AddCodes<CaseStatus>();
        configurationBuilder.AddCodes<PauseReason>();
    }
}
