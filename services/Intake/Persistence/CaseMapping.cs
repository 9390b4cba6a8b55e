using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Domain.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Intake.Persistence;

/// <summary>The table is called <c>case_file</c>: <c>case</c> is a word of SQL.</summary>
internal sealed class CaseMapping : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> file)
    {
        file.ToTable("case_file", table =>
        {
            table.HasCheckConstraint("case_file_status", Columns.In<CaseStatus>("status"));
            // TL-04, TL-01: an accepted case says when, a completed one as well, and in this order.
            table.HasCheckConstraint(
                "case_file_accepted", "(status in ('registered', 'notice-given')) = (accepted_at is null)");
            table.HasCheckConstraint("case_file_completed", "(status = 'completed') = (completed_at is not null)");
            table.HasCheckConstraint(
                "case_file_order", "received_at <= accepted_at and (completed_at is null or accepted_at <= completed_at)");
            table.HasCheckConstraint("case_file_notices", "status <> 'notice-given' or notice_count >= 1");
        });
        file.Property(row => row.Id).ValueGeneratedNever();
        file.Property(row => row.Version).IsConcurrencyToken();
        file.Property(row => row.Supplied).AsJson();
        file.HasPerson(row => row.Applicant, "applicant");
        file.HasIndex(row => row.ReceiptNumber).IsUnique();
        file.HasIndex(row => new { row.UnitId, row.Id });
        file.HasIndex(row => new { row.UnitId, row.Status, row.Id });
        file.HasIndex(row => row.ContactId).IsUnique();
        file.HasOne<Contact>().WithMany().HasForeignKey(row => row.ContactId).OnDelete(DeleteBehavior.Restrict);
        file.HasOne<ItemVersion>().WithMany()
            .HasForeignKey(row => new { row.ItemId, row.ItemVersion })
            .OnDelete(DeleteBehavior.Restrict);
        file.HasMany(row => row.Notices).WithOne().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        file.HasMany(row => row.Pauses).WithOne().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        file.Navigation(row => row.Notices).UsePropertyAccessMode(PropertyAccessMode.Field);
        file.Navigation(row => row.Pauses).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<OneTimeNotice>
{
    public void Configure(EntityTypeBuilder<OneTimeNotice> notice)
    {
        notice.ToTable("case_notice", table =>
        {
            table.HasCheckConstraint("case_notice_ordinal", "ordinal >= 1");
            table.HasCheckConstraint("case_notice_tells", "cardinality(missing) >= 1");
        });
        notice.Property(row => row.Id).ValueGeneratedNever();
        notice.HasIndex(row => new { row.CaseId, row.Ordinal }).IsUnique();
    }
}

internal sealed class PauseMapping : IEntityTypeConfiguration<CasePause>
{
    public void Configure(EntityTypeBuilder<CasePause> pause)
    {
        pause.ToTable("case_pause", table =>
        {
            table.HasCheckConstraint("case_pause_reason", Columns.In<PauseReason>("reason"));
            table.HasCheckConstraint("case_pause_expected", "expected_working_days >= 1");
            table.HasCheckConstraint("case_pause_order", "paused_at <= resumed_at");
        });
        pause.Property(row => row.Id).ValueGeneratedNever();
        pause.HasIndex(row => row.CaseId).IsUnique().HasFilter("resumed_at is null").HasDatabaseName("ix_case_pause_one_open");
        pause.HasIndex(row => new { row.CaseId, row.PausedAt });
    }
}
