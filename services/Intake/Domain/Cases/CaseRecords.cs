namespace Efficiency.Intake.Domain.Cases;

/// <summary>A one-time notice (一次性告知书). What it told besides the materials stands in the item's version.</summary>
internal sealed class OneTimeNotice
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    /// <summary>1 for the first; from 2 on the applicant was not told everything at once (LAW-04).</summary>
    public required int Ordinal { get; init; }
    /// <summary>Codes of everything that was missing, in the order told.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
    /// <summary>Who told it (AMB-58).</summary>
    public required string GivenBy { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}

/// <summary>A stretch of time that LAW-03 does not count.</summary>
internal sealed class CasePause
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required PauseReason Reason { get; init; }
    /// <summary>What the applicant was told about its length, in working days, 1 and up.</summary>
    public required int ExpectedWorkingDays { get; init; }
    public required DateTimeOffset PausedAt { get; init; }
    /// <summary>Null while the clock stands still.</summary>
    public DateTimeOffset? ResumedAt { get; internal set; }
}
