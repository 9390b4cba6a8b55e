using Efficiency.Contracts;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Domain.Cases;

/// <summary>What is known when a case is registered.</summary>
internal sealed record Registration
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid PostId { get; init; }
    public required Guid ItemId { get; init; }
    public required int ItemVersion { get; init; }
    public Guid? ContactId { get; init; }
    public required string ReceiptNumber { get; init; }
    public required Person Applicant { get; init; }
    public required IReadOnlyList<string> Materials { get; init; }
    public required string RegisteredBy { get; init; }
}

/// <summary>
/// A matter on its way from registration to its result (办件), pinned to the version of the item that was public when
/// it was registered. A case can't be refused here: a refusal has its own procedure (NR-02).
/// </summary>
internal sealed class Case
{
    /// <summary>The whole life of a case. A second notice is an edge of its own: it is allowed, and it is counted.</summary>
    public static readonly Lifecycle<CaseStatus, CaseAct> Lifecycle = new(
        new(CaseStatus.Registered, CaseAct.GiveNotice, CaseStatus.NoticeGiven, "OT-01"),
        new(CaseStatus.NoticeGiven, CaseAct.GiveNotice, CaseStatus.NoticeGiven, "LAW-04"),
        new(CaseStatus.Registered, CaseAct.Supplement, CaseStatus.Registered, "FI-09"),
        new(CaseStatus.NoticeGiven, CaseAct.Supplement, CaseStatus.NoticeGiven, "FI-09"),
        new(CaseStatus.Registered, CaseAct.Accept, CaseStatus.Accepted, "TL-04"),
        new(CaseStatus.NoticeGiven, CaseAct.Accept, CaseStatus.Accepted, "TL-04"),
        new(CaseStatus.Accepted, CaseAct.Pause, CaseStatus.Paused, "LAW-03"),
        new(CaseStatus.Paused, CaseAct.Resume, CaseStatus.Accepted, "LAW-03"),
        new(CaseStatus.Accepted, CaseAct.Complete, CaseStatus.Completed, "TL-01"));

    private readonly List<OneTimeNotice> _notices = [];
    private readonly List<CasePause> _pauses = [];

    private Case()
    {
    }

    public Guid Id { get; private set; }

    public Guid UnitId { get; private set; }

    /// <summary>The post that answers for the case.</summary>
    public Guid PostId { get; private set; }

    public Guid ItemId { get; private set; }

    public int ItemVersion { get; private set; }

    public Guid? ContactId { get; private set; }

    /// <summary>With a check digit; what the citizen asks for progress with.</summary>
    public string ReceiptNumber { get; private set; } = "";

    public Person Applicant { get; private set; } = null!;

    public IReadOnlyList<SuppliedMaterial> Supplied { get; private set; } = [];

    public CaseStatus Status { get; private set; }

    public string RegisteredBy { get; private set; } = "";

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The policy version in force at acceptance, where the unit has one.</summary>
    public Guid? PolicyVersionId { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>What the citizen was told with the result; sealed, since free text may hold anything.</summary>
    public string? SealedAnswer { get; private set; }

    /// <summary>Notices given so far; 2 and above mark a case whose applicant was not told everything at once.</summary>
    public int NoticeCount { get; private set; }

    /// <summary>Concurrency token, one up per change.</summary>
    public int Version { get; private set; }

    /// <summary>Notices that were loaded or given in this unit of work.</summary>
    public IReadOnlyList<OneTimeNotice> Notices => _notices;

    /// <summary>Pauses that were loaded; resuming needs the open one.</summary>
    public IReadOnlyList<CasePause> Pauses => _pauses;

    /// <summary>Registers a case whose materials have passed <see cref="CaseMaterials.CheckSupply"/>.</summary>
    public static Case Register(Registration registration, DateTimeOffset now) => new()
    {
        Id = registration.Id,
        UnitId = registration.UnitId,
        PostId = registration.PostId,
        ItemId = registration.ItemId,
        ItemVersion = registration.ItemVersion,
        ContactId = registration.ContactId,
        ReceiptNumber = registration.ReceiptNumber,
        Applicant = registration.Applicant,
        Supplied = [.. registration.Materials.Select(code => new SuppliedMaterial(code, now))],
        RegisteredBy = registration.RegisteredBy,
        ReceivedAt = now,
        Version = 1,
    };

    /// <summary>Tells everything that is missing at once (OT-01, LAW-01). Empty: done.</summary>
    public IReadOnlyList<Refusal> GiveNotice(
        Guid noticeId, IReadOnlyList<string> missing, IReadOnlyList<Material> demanded, string by, DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, CaseAct.GiveNotice) is not { } move)
        {
            return [Refusals.CaseCannotBeNotified(Status)];
        }
        if (CaseMaterials.CheckNotice(demanded, Supplied, missing) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        Status = move.To;
        NoticeCount++;
        _notices.Add(new OneTimeNotice
        {
            Id = noticeId,
            CaseId = Id,
            Ordinal = NoticeCount,
            Missing = missing,
            GivenBy = by,
            GivenAt = now,
        });
        Version++;
        return [];
    }

    /// <summary>Takes in materials that were missing (FI-09). Empty: done.</summary>
    public IReadOnlyList<Refusal> Supplement(
        IReadOnlyList<string> codes, IReadOnlyList<Material> demanded, DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, CaseAct.Supplement) is not { } move)
        {
            return [Refusals.CaseCannotBeSupplemented(Status)];
        }
        if (CaseMaterials.CheckSupply(demanded, Supplied, codes) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        Status = move.To;
        Supplied = [.. Supplied, .. codes.Select(code => new SuppliedMaterial(code, now))];
        Version++;
        return [];
    }

    /// <summary>Accepts the case: papers complete is the precondition, and the clock starts (TL-04). Empty: done.</summary>
    public IReadOnlyList<Refusal> Accept(IReadOnlyList<Material> demanded, Guid? policyVersionId, DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, CaseAct.Accept) is not { } move)
        {
            return [Refusals.CaseCannotBeAccepted(Status)];
        }
        if (CaseMaterials.Missing(demanded, Supplied) is { Count: > 0 } missing)
        {
            return [.. missing.Select(Refusals.MaterialMissing)];
        }
        Status = move.To;
        AcceptedAt = now;
        PolicyVersionId = policyVersionId;
        Version++;
        return [];
    }

    /// <summary>Stops the clock for a step that the law does not count; its expected length is told (LAW-03).</summary>
    public Refusal? Pause(Guid pauseId, PauseReason reason, int expectedWorkingDays, DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, CaseAct.Pause) is not { } move)
        {
            return Refusals.CaseCannotBePaused(Status);
        }
        Status = move.To;
        _pauses.Add(new CasePause
        {
            Id = pauseId,
            CaseId = Id,
            Reason = reason,
            ExpectedWorkingDays = expectedWorkingDays,
            PausedAt = now,
        });
        Version++;
        return null;
    }

    /// <summary>The step is over and the clock runs again.</summary>
    public Refusal? Resume(DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, CaseAct.Resume) is not { } move)
        {
            return Refusals.CaseCannotBeResumed(Status);
        }
        Status = move.To;
        _pauses.Single(pause => pause.ResumedAt is null).ResumedAt = now;
        Version++;
        return null;
    }

    /// <summary>The result is delivered and every limit ends (TL-01).</summary>
    public Refusal? Complete(string? sealedAnswer, DateTimeOffset now)
    {
        if (Lifecycle.Find(Status, CaseAct.Complete) is not { } move)
        {
            return Refusals.CaseCannotBeCompleted(Status);
        }
        Status = move.To;
        CompletedAt = now;
        SealedAnswer = sealedAnswer;
        Version++;
        return null;
    }
}
