using Efficiency.Deadlines.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Deadlines.Persistence;

/// <summary>Ten million rows are ordinary: each index serves one question and holds only the rows that it is asked about.</summary>
internal sealed class DeadlineMapping : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> deadline)
    {
        deadline.ToTable("deadline", table =>
        {
            table.HasCheckConstraint("deadline_state", Columns.In<DeadlineState>("state"));
            table.HasCheckConstraint("deadline_unit", Columns.In<LimitUnit>("unit"));
            table.HasCheckConstraint("deadline_amount", "amount >= 0");
            table.HasCheckConstraint("deadline_closed", "(state = 'closed') = (completed_at is not null)");
            table.HasCheckConstraint(
                "deadline_outcome",
                "(completed_at is null) = (in_time is null) and (completed_at is null) = (used_share is null)");
            table.HasCheckConstraint("deadline_next", "(next_rung is null) = (next_alert_at is null)");
        });
        deadline.Property(row => row.Id).ValueGeneratedNever();
        deadline.Property(row => row.UsedShare).HasPrecision(12, 4);
        deadline.Property(row => row.Version).IsConcurrencyToken();
        deadline.Ignore(row => row.Terms);

        // One limit of a kind on a matter, however often its fact arrives.
        deadline.HasIndex(row => new { row.SubjectId, row.LimitKind, row.SubjectKind }).IsUnique();
        deadline.HasIndex(row => row.NextAlertAt).HasFilter("next_alert_at is not null");
        deadline.HasIndex(row => new { row.UnitId, row.Id });
        deadline.HasIndex(row => new { row.UnitId, row.Light, row.DueAt })
            .IncludeProperties(row => row.State)
            .HasFilter("state <> 'closed'")
            .HasDatabaseName("ix_deadline_open");
        deadline.HasOne<CalendarVersion>().WithMany().HasForeignKey(row => row.CalendarVersionId).OnDelete(DeleteBehavior.Restrict);
        deadline.Metadata.RemoveIndex(deadline.HasIndex(row => row.CalendarVersionId).Metadata);
    }
}

internal sealed class LightMapping : IEntityTypeConfiguration<Light>
{
    public void Configure(EntityTypeBuilder<Light> light)
    {
        light.ToTable("light", table =>
        {
            table.HasCheckConstraint("light_rung", Columns.In<Rung>("rung"));
            table.HasCheckConstraint("light_withdrawn", "(withdrawn_at is null) = (withdrawn_reason is null)");
        });
        light.Property(row => row.Id).ValueGeneratedNever();
        // However many instances sweep: a rung has one light at a time.
        light.HasIndex(row => new { row.DeadlineId, row.Rung }).IsUnique()
            .HasFilter("withdrawn_at is null").HasDatabaseName("ix_light_one_per_rung");
        light.HasIndex(row => new { row.UnitId, row.Id });
        light.HasIndex(row => row.SubjectId);
        light.HasOne<Deadline>().WithMany().HasForeignKey(row => row.DeadlineId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PauseMapping : IEntityTypeConfiguration<PauseRow>
{
    public void Configure(EntityTypeBuilder<PauseRow> pause)
    {
        pause.ToTable("pause", table => table.HasCheckConstraint("pause_order", "paused_at <= resumed_at"));
        pause.Property(row => row.Id).ValueGeneratedNever();
        pause.Ignore(row => row.Fact);
        pause.HasIndex(row => row.SubjectId);
    }
}
