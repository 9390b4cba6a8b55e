using Efficiency.Intake.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Intake.Persistence;

/// <summary>
/// A line of a unit's register (登记簿): cases are finished in this order (FI-09). The database writes it while the case
/// commits, by a deferred trigger: so the numbers have no gap, follow the order of the commits, and the lock on a unit's
/// counter is held for the length of a commit and not of a request.
/// </summary>
internal sealed class RegisterEntry
{
    public required Guid UnitId { get; init; }
    /// <summary>1, 2, 3 ... per unit.</summary>
    public required long Number { get; init; }
    public required Guid CaseId { get; init; }
}

/// <summary>The last number of a unit.</summary>
internal sealed class RegisterCounter
{
    public required Guid UnitId { get; init; }
    public required long LastNumber { get; init; }
}

internal sealed class RegisterMapping : IEntityTypeConfiguration<RegisterEntry>, IEntityTypeConfiguration<RegisterCounter>
{
    public void Configure(EntityTypeBuilder<RegisterEntry> entry)
    {
        entry.ToTable("register_entry", table => table.HasCheckConstraint("register_entry_number", "number >= 1"));
        entry.HasKey(row => new { row.UnitId, row.Number });
        entry.HasIndex(row => row.CaseId).IsUnique();
        entry.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RegisterCounter> counter)
    {
        counter.ToTable("register_counter");
        counter.HasKey(row => row.UnitId);
        // One row per unit, rewritten by every registration: leave room for the new version on the same page.
        counter.Metadata.SetAnnotation("Npgsql:StorageParameter:fillfactor", 10);
    }
}
