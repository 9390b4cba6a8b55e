namespace Efficiency.Contracts.Appraisal;

/// <summary>A fact counted in the score ledger. A correction is a new entry that points to the old one.</summary>
[Event("appraisal.ledger-entry-recorded")]
public sealed record LedgerEntryRecorded
{
    public required Guid EntryId { get; init; }
    public required Guid UnitId { get; init; }
    public required int Year { get; init; }
    /// <summary>For example <c>light-red</c>.</summary>
    public required string Kind { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid SourceEventId { get; init; }
    public Guid? ReversesEntryId { get; init; }
    /// <summary>Points under the policy in force at the fact; null where no amount is set (AMB-23).</summary>
    public decimal? Points { get; init; }
}
