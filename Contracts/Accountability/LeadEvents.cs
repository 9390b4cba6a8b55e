namespace Efficiency.Contracts.Accountability;

/// <summary>A light or finding asks for an examination (AMB-12). A lead is a question, never a judgement.</summary>
[Event("accountability.lead-opened")]
public sealed record LeadOpened
{
    public required Guid LeadId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid SourceEventId { get; init; }
    /// <summary>Whoever held the duty at the instant; null where the post was held by nobody.</summary>
    public Guid? ResponsibleStaffId { get; init; }
    /// <summary><c>holder</c>, <c>stand-in</c>, <c>third</c> or <c>section-head</c>.</summary>
    public required string Capacity { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
}

[Event("accountability.lead-closed")]
public sealed record LeadClosed
{
    public required Guid LeadId { get; init; }
    public required Guid UnitId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    /// <summary>For example <c>light-withdrawn</c>.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
}
