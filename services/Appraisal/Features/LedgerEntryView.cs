using Efficiency.Appraisal.Domain;

namespace Efficiency.Appraisal.Features;

/// <summary>A line of the ledger as the API shows it.</summary>
internal sealed record LedgerEntryView
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required int Year { get; init; }
    public required string Kind { get; init; }
    public required string CountsAs { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required decimal? Points { get; init; }
    public required Guid? PolicyVersionId { get; init; }
    public required Guid? ReversesEntryId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required LedgerSourceView Source { get; init; }

    public static LedgerEntryView Of(LedgerEntry entry) => new()
    {
        Id = entry.Id,
        UnitId = entry.UnitId,
        Year = entry.Year,
        Kind = entry.Kind,
        CountsAs = entry.CountsAs,
        SubjectKind = entry.SubjectKind,
        SubjectId = entry.SubjectId,
        Points = entry.Points,
        PolicyVersionId = entry.PolicyVersionId,
        ReversesEntryId = entry.ReversesEntryId,
        OccurredAt = entry.OccurredAt,
        RecordedAt = entry.RecordedAt,
        Source = new LedgerSourceView(entry.SourceEventId, entry.SourceEventName),
    };
}

/// <summary>The event behind a line; it stands under this id in the change feed of the service that its name begins with.</summary>
internal sealed record LedgerSourceView(Guid EventId, string EventName);
