using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Accountability.Persistence;

/// <summary>A question to examine, with its evidence; never a judgement (AMB-12).</summary>
internal sealed class Lead : IOfUnit
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid DeadlineId { get; init; }
    public required string LimitKind { get; init; }
    /// <summary><c>red</c> or <c>second-red</c>.</summary>
    public required string Rung { get; init; }
    public required Guid LightId { get; init; }
    public required Guid SourceEventId { get; init; }
    /// <summary>Whoever held the duty when the limit passed; null where nobody did.</summary>
    public Guid? ResponsibleStaffId { get; init; }
    public required string Capacity { get; init; }
    /// <summary>The policy version in force for the unit on that day.</summary>
    public Guid? PolicyVersionId { get; init; }
    public required DateTimeOffset RaisedFor { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string Status { get; set; }
    public string? CloseReason { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public required int Version { get; set; }
}

/// <summary>One line of a lead's evidence pack, never changed.</summary>
internal sealed class LeadEvidence
{
    public required Guid LeadId { get; init; }
    /// <summary>1, 2, 3 ... in the lead.</summary>
    public required int Ordinal { get; init; }
    /// <summary>One of <see cref="EvidenceKinds"/>.</summary>
    public required string Kind { get; init; }
    /// <summary>The event or deadline that the line is about.</summary>
    public Guid? ReferenceId { get; init; }
    public Guid? StaffId { get; init; }
    public string? Capacity { get; init; }
    public DateTimeOffset? From { get; init; }
    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Share of the limit's elapsed time, 0 to 1.</summary>
    public decimal? Share { get; init; }
}

internal static class EvidenceKinds
{
    /// <summary>The event of the light and the instant that it stands for.</summary>
    public const string Light = "light";
    /// <summary>The limit, from its start to the due instant.</summary>
    public const string Deadline = "deadline";
    /// <summary>Who held the duty from when to when.</summary>
    public const string Duty = "duty";
    /// <summary>The head of the office, responsible for the limit (TL-05).</summary>
    public const string OfficeHead = "office-head";
}

internal sealed class LeadMapping : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.ToTable("lead");
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.HasIndex(l => l.LightId).IsUnique();
        // A rung that was taken back can be reached again for a new due date, by another light.
        builder.HasIndex(l => new { l.DeadlineId, l.Rung }).IsUnique().HasFilter("status = 'open'");
        builder.HasIndex(l => new { l.UnitId, l.Id });
        builder.HasIndex(l => new { l.UnitId, l.Status, l.Id });
        builder.HasIndex(l => new { l.Status, l.Id });
        builder.HasIndex(l => new { l.SubjectId, l.Id });
        builder.HasIndex(l => new { l.ResponsibleStaffId, l.Id });
        builder.HasOne<Post>().WithMany().HasForeignKey(l => l.PostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LeadEvidenceMapping : IEntityTypeConfiguration<LeadEvidence>
{
    public void Configure(EntityTypeBuilder<LeadEvidence> builder)
    {
        builder.ToTable("lead_evidence");
        builder.HasKey(e => new { e.LeadId, e.Ordinal });
        builder.Property(e => e.From).HasColumnName("starts_at");
        builder.Property(e => e.To).HasColumnName("ends_at");
        builder.Property(e => e.Share).HasPrecision(9, 4);
        builder.HasOne<Lead>().WithMany().HasForeignKey(e => e.LeadId).OnDelete(DeleteBehavior.Cascade);
    }
}
