using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Persistence;

/// <summary>
/// The directory (owned here, read models elsewhere), absences, regulations and leads. Exclusion constraints, checks and the view of
/// policy versions stand in the migrations.
/// </summary>
internal sealed class AccountabilityDb(DbContextOptions<AccountabilityDb> options, SaveContext save)
    : ServiceDbContext(options, save)
{
    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Staff> Staff => Set<Staff>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<PostAssignment> PostAssignments => Set<PostAssignment>();

    public DbSet<StandIn> StandIns => Set<StandIn>();

    public DbSet<UncoveredPost> UncoveredPosts => Set<UncoveredPost>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<Regulation> Regulations => Set<Regulation>();

    /// <summary>The approved regulations, as a view: what the shared policy questions read.</summary>
    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();

    public DbSet<Lead> Leads => Set<Lead>();

    public DbSet<LeadEvidence> LeadEvidence => Set<LeadEvidence>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.AddPersonalData();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddDirectory().AddPolicies().AddPersonalData();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AccountabilityDb).Assembly);
    }
}
