using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>What a limit is on, and who answers for it.</summary>
internal sealed record Subject(string Kind, Guid Id, Guid UnitId, Guid PostId);

/// <summary>The versions that a due date was computed with; kept, so that its explanation never disagrees with it.</summary>
/// <param name="OfficeHoursVersionIds">Of the nearest unit first; empty where the city's default holds.</param>
internal sealed record ComputedWith(Guid CalendarVersionId, IReadOnlyList<Guid> OfficeHoursVersionIds);

/// <summary>
/// One limit on one matter (TL-01). Amount, start and thresholds never change; everything else is what
/// <see cref="Standing"/> makes of them and the facts, stored so that it can be searched. Instants are UTC.
/// </summary>
internal sealed class Deadline
{
    private Deadline()
    {
    }

    public Guid Id { get; private init; }
    public string SubjectKind { get; private init; } = "";
    public Guid SubjectId { get; private init; }
    public Guid UnitId { get; private init; }
    public Guid PostId { get; private init; }

    /// <summary><c>acceptance</c>, <c>statutory</c>, <c>promised</c> or <c>step</c>; one of each kind on a matter.</summary>
    public string LimitKind { get; private init; } = "";
    public int Amount { get; private init; }
    public LimitUnit Unit { get; private init; }
    public LimitEnd End { get; private init; }

    /// <summary>Rule or statute that the limit rests on.</summary>
    public string Basis { get; private init; } = "";
    public DateTimeOffset StartedAt { get; private init; }
    public int YellowWorkingDays { get; private init; }
    public int YellowWorkingHours { get; private init; }
    public int SecondRedWorkingDays { get; private init; }
    public Guid? PolicyVersionId { get; private init; }
    public Guid CalendarVersionId { get; private init; }
    public Guid[] OfficeHoursVersionIds { get; private init; } = [];

    public DeadlineState State { get; private set; }

    /// <summary>Exclusive end. While the limit stands still: the end that it would have if it ran on at once.</summary>
    public DateTimeOffset DueAt { get; private set; }
    public DateOnly DueDay { get; private set; }
    public bool Provisional { get; private set; }
    public DateTimeOffset? YellowAt { get; private set; }
    public DateTimeOffset? RedAt { get; private set; }
    public DateTimeOffset? SecondRedAt { get; private set; }

    /// <summary>The next rung to be raised and its instant; null when none is left.</summary>
    public Rung? NextRung { get; private set; }
    public DateTimeOffset? NextAlertAt { get; private set; }

    /// <summary>The highest light that is on.</summary>
    public Rung? Light { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public bool? InTime { get; private set; }
    public int? WorkingDaysLate { get; private set; }
    public decimal? UsedShare { get; private set; }

    /// <summary>1, 2, 3 ...; every change adds one, raised lights included.</summary>
    public int Version { get; private set; }

    public Terms Terms => new(
        Limit.Restore(Amount, Unit), End, StartedAt, new RungRule(YellowWorkingDays, YellowWorkingHours, SecondRedWorkingDays));

    public static Deadline Start(
        Guid id, Subject subject, string limitKind, string basis, Terms terms, Standing standing, ComputedWith with, Guid? policyVersionId)
    {
        var deadline = new Deadline
        {
            Id = id,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            UnitId = subject.UnitId,
            PostId = subject.PostId,
            LimitKind = limitKind,
            Amount = terms.Limit.Amount,
            Unit = terms.Limit.Unit,
            End = terms.End,
            Basis = basis,
            StartedAt = terms.StartedAt,
            YellowWorkingDays = terms.Rule.YellowWorkingDays,
            YellowWorkingHours = terms.Rule.YellowWorkingHours,
            SecondRedWorkingDays = terms.Rule.SecondRedWorkingDays,
            PolicyVersionId = policyVersionId,
            CalendarVersionId = with.CalendarVersionId,
            OfficeHoursVersionIds = [.. with.OfficeHoursVersionIds],
        };
        deadline.Take(standing, []);
        return deadline;
    }

    /// <summary>Takes over what a fact leads to, or refuses a move that <see cref="Lifecycle"/> does not know.</summary>
    /// <param name="lit">The rungs whose lights are right and stay on.</param>
    public Refusal? Learn(Fact fact, Standing standing, IReadOnlyCollection<Rung> lit)
    {
        if (Lifecycle.Check(State, fact, standing.State) is { } refusal)
        {
            return refusal;
        }

        Take(standing, lit);
        return null;
    }

    private void Take(Standing standing, IReadOnlyCollection<Rung> lit)
    {
        Version++;
        State = standing.State;
        DueAt = standing.Due.At.ToUniversalTime();
        DueDay = standing.Due.Day;
        Provisional = standing.Due.Provisional;
        YellowAt = standing.Rungs.Yellow?.ToUniversalTime();
        RedAt = standing.Rungs.Red?.ToUniversalTime();
        SecondRedAt = standing.Rungs.SecondRed?.ToUniversalTime();
        Light = lit.Count == 0 ? null : lit.Max();
        var next = standing.Rungs.Next(lit.Contains);
        NextRung = next?.Rung;
        NextAlertAt = next?.At.ToUniversalTime();
        CompletedAt = standing.Outcome?.CompletedAt.ToUniversalTime();
        InTime = standing.Outcome?.InTime;
        WorkingDaysLate = standing.Outcome?.WorkingDaysLate;
        UsedShare = standing.Outcome?.UsedShare;
    }
}
