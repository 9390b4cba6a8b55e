using Efficiency.Appraisal.Domain;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Persistence;

internal sealed class AppraisalDb(DbContextOptions<AppraisalDb> options, SaveContext save) : ServiceDbContext(options, save)
{
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddDirectory();
        modelBuilder.AddPolicies();
        modelBuilder.ApplyConfiguration(new LedgerEntryMapping());
    }
}
