using System.Globalization;
using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Appraisal.Ledger;

/// <summary>
/// Keeps the lines for three yellow lights in a row (AMB-23) equal to what <see cref="YellowRow"/> finds in the facts as they
/// are known now: takes back what no longer holds and adds what holds now.
/// </summary>
internal sealed class YellowRows(AppraisalDb db, LedgerBook book, ScorePolicies policies, BusinessClock clock)
{
    private static readonly string[] Lights = [EntryKinds.LightYellow, EntryKinds.YellowThreeRunning];

    private static readonly string[] Closings = [EntryKinds.CompletedEarly, EntryKinds.CompletedInTime];

    public async Task RecountAsync(Guid unitId, int year, LedgerSource source, CancellationToken cancellationToken)
    {
        await LedgerLocks.TakeForRowsAsync(db, unitId, year, cancellationToken);
        var standing = (await db.StandingAsync(unitId, year, Lights, cancellationToken))
            .ToLookup(entry => entry.CountsAs, StringComparer.Ordinal);
        var lights = standing[EntryKinds.LightYellow].ToDictionary(entry => entry.Id);
        var counted = standing[EntryKinds.YellowThreeRunning].ToList();
        if (lights.Count < YellowRow.Length && counted.Count == 0)
        {
            return;
        }

        var closings = await db.StandingAsync(unitId, year, Closings, cancellationToken);
        var rows = YellowRow.Of(
            [.. lights.Values.Select(entry => new YellowLight(entry.Id, entry.LightId!.Value, entry.DeadlineId!.Value, entry.OccurredAt))],
            [.. closings.Select(entry => new TimelyClosing(entry.DeadlineId!.Value, entry.OccurredAt))]);
        foreach (var row in rows)
        {
            var last = lights[row[^1].EntryId];
            var policy = await policies.AtAsync(unitId, clock.DayOf(last.OccurredAt), cancellationToken);
            var points = Points.For(EntryKinds.YellowThreeRunning, policy);
            var same = counted.Find(entry =>
                entry.Points == points && entry.RestsOn.SequenceEqual(row.Select(light => light.EntryId)));
            if (same is not null)
            {
                counted.Remove(same);
                continue;
            }

            book.Add(Line(last, row, points, policy.VersionId, source));
        }

        foreach (var entry in counted)
        {
            book.TakeBack(entry, EntryKinds.RowChanged, source, clock.Now);
        }
    }

    private LedgerEntry Line(LedgerEntry last, YellowLight[] row, decimal? points, Guid? policyVersionId, LedgerSource source) => new()
    {
        Id = book.NextId(),
        UnitId = last.UnitId,
        Year = last.Year,
        Kind = EntryKinds.YellowThreeRunning,
        CountsAs = EntryKinds.YellowThreeRunning,
        SubjectKind = "unit",
        SubjectId = last.UnitId,
        SourceEventId = source.EventId,
        SourceEventName = source.EventName,
        Points = points,
        PolicyVersionId = policyVersionId,
        RestsOn = [.. row.Select(light => light.EntryId)],
        OccurredAt = last.OccurredAt,
        RecordedAt = clock.Now,
        Evidence = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["lights"] = row.Length.ToString(CultureInfo.InvariantCulture),
            ["firstRaisedFor"] = Evidence.Of(row[0].At),
        },
    };
}
