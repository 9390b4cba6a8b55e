namespace Efficiency.Appraisal.Domain;

/// <summary>
/// A line of the score ledger (PA-24). It is never changed and never removed; a correction is another line that points to it.
/// Whatever the order in which facts arrive, the lines that stand (those that no other takes back) come out the same.
/// </summary>
internal sealed record LedgerEntry
{
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>Calendar year of the fact in the city's zone; a line that takes another back stands in the other's year.</summary>
    public required int Year { get; init; }

    /// <summary>One of <see cref="EntryKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind whose total it belongs to: its own, or that of the line that it takes back.</summary>
    public required string CountsAs { get; init; }

    /// <summary>What the fact is about, for example <c>case</c>; <c>unit</c> where it follows from several matters.</summary>
    public required string SubjectKind { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The limit that the fact is about.</summary>
    public Guid? DeadlineId { get; init; }

    /// <summary>The light that the fact is.</summary>
    public Guid? LightId { get; init; }

    /// <summary>The event that made the line known.</summary>
    public required Guid SourceEventId { get; init; }

    public required string SourceEventName { get; init; }

    /// <summary>Under the policy of the day of the fact; null where no amount is set (AMB-23).</summary>
    public decimal? Points { get; init; }

    public Guid? PolicyVersionId { get; init; }

    /// <summary>The line that this one takes back, points included. A line is taken back at most once.</summary>
    public Guid? ReversesEntryId { get; init; }

    /// <summary>The lines that this one follows from, in order; empty for a line that stands for one event.</summary>
    public Guid[] RestsOn { get; init; } = [];

    /// <summary>When the fact took place: it decides year, policy and order.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the ledger learned of it, in business time.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Figures and codes of the source that explain the line, for example <c>usedShare</c>; nothing personal.</summary>
    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The line that takes this one back.</summary>
    /// <param name="id">Of the new line.</param>
    /// <param name="cause">Why: one of <see cref="EntryKinds"/> that take back.</param>
    /// <param name="source">The event that says so.</param>
    /// <param name="occurredAt">When that took place.</param>
    /// <param name="now">Business time of recording.</param>
    public LedgerEntry TakenBack(Guid id, string cause, LedgerSource source, DateTimeOffset occurredAt, DateTimeOffset now) => this with
    {
        Id = id,
        Kind = cause,
        CountsAs = CountsAs,
        SourceEventId = source.EventId,
        SourceEventName = source.EventName,
        Points = -Points,
        ReversesEntryId = Id,
        RestsOn = [],
        OccurredAt = occurredAt,
        RecordedAt = now,
        Evidence = source.Evidence,
    };

    /// <summary>The same fact at its right value, to stand beside the line that takes this one back.</summary>
    public LedgerEntry Revalued(Guid id, string kind, ScorePolicy policy, LedgerSource source, DateTimeOffset now) => this with
    {
        Id = id,
        Kind = kind,
        CountsAs = kind,
        SourceEventId = source.EventId,
        SourceEventName = source.EventName,
        Points = Domain.Points.For(kind, policy),
        PolicyVersionId = policy.VersionId,
        RestsOn = [Id],
        RecordedAt = now,
    };
}

/// <summary>The event behind a line and what of it explains the line.</summary>
internal sealed record LedgerSource(Guid EventId, string EventName, IReadOnlyDictionary<string, string> Evidence);
