namespace Efficiency.Contracts.Deadlines;

/// <summary>A limit runs on a matter (TL-01). One event per limit: a case with a statutory and a promised limit has two.</summary>
[Event("deadlines.deadline-set")]
public sealed record DeadlineSet
{
    public required Guid DeadlineId { get; init; }
    /// <summary>What the limit is on, for example <c>case</c>.</summary>
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required string LimitKind { get; init; }
    public required int Amount { get; init; }
    public required string Unit { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>Exclusive end: an act strictly before this instant is in time.</summary>
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>True while the working calendar of the due year is not announced (LAW-17).</summary>
    public required bool Provisional { get; init; }
    public required string Basis { get; init; }
}

/// <summary>The due instant moved: a pause, an extension or a new calendar version.</summary>
[Event("deadlines.deadline-moved")]
public sealed record DeadlineMoved
{
    public required Guid DeadlineId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary><c>paused</c>, <c>resumed</c>, <c>extended</c> or <c>calendar</c>.</summary>
    public required string Reason { get; init; }
    /// <summary>Null while the limit is paused.</summary>
    public required DateTimeOffset? DueAt { get; init; }
    public required bool Provisional { get; init; }
}

/// <summary>A rung was reached, once per deadline and rung. The light is a fact for people to act on, never a sanction.</summary>
[Event("deadlines.light-raised")]
public sealed record LightRaised
{
    public required Guid LightId { get; init; }
    public required Guid DeadlineId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required string LimitKind { get; init; }
    /// <summary><c>yellow</c>, <c>red</c> or <c>second-red</c>.</summary>
    public required string Rung { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>The instant that the rung stands for, not the time of the sweep that found it.</summary>
    public required DateTimeOffset RaisedFor { get; init; }
}

/// <summary>A fact that occurred before the rung became known only after it: the light and what followed are taken back.</summary>
[Event("deadlines.light-withdrawn")]
public sealed record LightWithdrawn
{
    public required Guid LightId { get; init; }
    public required Guid DeadlineId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Rung { get; init; }
    /// <summary><c>completed-in-time</c>, <c>paused-in-time</c> or <c>due-date-moved</c>.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset WithdrawnAt { get; init; }
}

/// <summary>The matter ended: how the limit was kept, as a fact for the ledger.</summary>
[Event("deadlines.deadline-closed")]
public sealed record DeadlineClosed
{
    public required Guid DeadlineId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required string LimitKind { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }
    public required bool InTime { get; init; }
    /// <summary>Working days after the due day; 0 when in time.</summary>
    public required int WorkingDaysLate { get; init; }
    /// <summary>Share of the limit that was used, 0 and up; above 1 when late.</summary>
    public required decimal UsedShare { get; init; }
}
