namespace Efficiency.Contracts.Intake;

/// <summary>A matter was registered and has its receipt number (FI-09: handled in registration order).</summary>
[Event("intake.case-registered")]
public sealed record CaseRegistered
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required Guid ItemId { get; init; }
    public required int ItemVersion { get; init; }
    public required string ItemKind { get; init; }
    public Guid? ContactId { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>Everything missing was told once (OT-01, LAW-01). Materials by their code in the item: no free text.</summary>
[Event("intake.one-time-notice-given")]
public sealed record OneTimeNoticeGiven
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid NoticeId { get; init; }
    /// <summary>1 for the first notice; 2 and above are repeated notices, which the appraisal counts.</summary>
    public required int Ordinal { get; init; }
    public required IReadOnlyList<string> MissingMaterials { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}

/// <summary>Missing materials came in (FI-09).</summary>
[Event("intake.supplement-received")]
public sealed record SupplementReceived
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    public required IReadOnlyList<string> Materials { get; init; }
    public required bool Complete { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>The case is accepted: its limits start to run (TL-04, AMB-11).</summary>
[Event("intake.case-accepted")]
public sealed record CaseAccepted
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary>The post whose holder answers for the limit.</summary>
    public required Guid PostId { get; init; }
    public required Guid ItemId { get; init; }
    public required int ItemVersion { get; init; }
    public required string ItemKind { get; init; }
    public required IReadOnlyList<LimitPromise> Limits { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }
    /// <summary>The policy version that the decision was taken under, where the unit has one.</summary>
    public Guid? PolicyVersionId { get; init; }
}

/// <summary>The clock of the case stands still for a catalogued reason (LAW-03).</summary>
[Event("intake.case-paused")]
public sealed record CasePaused
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PauseId { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset PausedAt { get; init; }
}

/// <summary>The clock of the case runs again.</summary>
[Event("intake.case-resumed")]
public sealed record CaseResumed
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PauseId { get; init; }
    public required DateTimeOffset ResumedAt { get; init; }
}

/// <summary>The result is delivered: every limit of the case ends (TL-01).</summary>
[Event("intake.case-completed")]
public sealed record CaseCompleted
{
    public required Guid CaseId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    /// <summary>When the result was delivered. It decides, not the time at which the event arrives.</summary>
    public required DateTimeOffset CompletedAt { get; init; }
}
