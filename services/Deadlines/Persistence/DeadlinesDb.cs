using Efficiency.Deadlines.Domain;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Persistence;

internal sealed class DeadlinesDb(DbContextOptions<DeadlinesDb> options, SaveContext save) : ServiceDbContext(options, save)
{
    public DbSet<CalendarVersion> Calendars => Set<CalendarVersion>();

    public DbSet<OfficeHoursRow> OfficeHours => Set<OfficeHoursRow>();

    public DbSet<Deadline> Deadlines => Set<Deadline>();

    public DbSet<PauseRow> Pauses => Set<PauseRow>();

    public DbSet<Light> Lights => Set<Light>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddDirectory();
        modelBuilder.AddPolicies();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DeadlinesDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.AddCodes<DeadlineState>();
        configurationBuilder.AddCodes<LimitUnit>();
        configurationBuilder.AddCodes<LimitEnd>();
        configurationBuilder.AddCodes<Rung>();
    }
}
