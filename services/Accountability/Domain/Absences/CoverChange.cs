namespace Efficiency.Accountability.Domain;

/// <summary>A cover as recorded.</summary>
internal sealed record RecordedCover(Guid Id, Cover Cover);

/// <summary>
/// What to do so that the record says what the plan says. A recorded cover keeps its id as long as the same person covers from the
/// same instant; it may be cut short, never moved or lengthened: whoever heard of it can follow by <c>EndedAt</c> alone.
/// </summary>
/// <param name="Ended">Covers to cut at an instant; at their own beginning where they never came about.</param>
/// <param name="Added">Covers to begin.</param>
internal sealed record CoverChange(
    IReadOnlyList<(RecordedCover Cover, DateTimeOffset EndedAt)> Ended,
    IReadOnlyList<Cover> Added)
{
    public static CoverChange Between(IReadOnlyList<RecordedCover> recorded, IReadOnlyList<Cover> planned)
    {
        var ended = new List<(RecordedCover, DateTimeOffset)>();
        var added = new List<Cover>();
        var kept = new List<Cover>();
        foreach (var present in recorded.Where(r => !r.Cover.Period.IsEmpty))
        {
            var going = planned.FirstOrDefault(p => Same(p, present.Cover) && p.Period.Contains(present.Cover.Period.From));
            if (going is null)
            {
                ended.Add((present, present.Cover.Period.From));
                continue;
            }
            var common = present.Cover.Period.Intersect(going.Period)!.Value;
            if (common.To != present.Cover.Period.To)
            {
                ended.Add((present, common.To!.Value));
            }
            kept.Add(present.Cover with { Period = common });
        }
        foreach (var cover in planned)
        {
            added.AddRange(Missing(cover, kept));
        }
        return new CoverChange(ended, added);
    }

    /// <summary>The parts of a planned cover that no kept record covers.</summary>
    private static IEnumerable<Cover> Missing(Cover cover, IEnumerable<Cover> kept)
    {
        var from = cover.Period.From;
        foreach (var part in kept.Where(k => Same(k, cover) && k.Period.Overlaps(cover.Period)).OrderBy(k => k.Period.From))
        {
            if (from < part.Period.From)
            {
                yield return cover with { Period = new Period(from, part.Period.From) };
            }
            if (part.Period.To is not { } to)
            {
                yield break;
            }
            from = to;
        }
        if (new Period(from, cover.Period.To) is { IsEmpty: false } rest)
        {
            yield return cover with { Period = rest };
        }
    }

    private static bool Same(Cover one, Cover other) => one.ForStaffId == other.ForStaffId && one.StaffId == other.StaffId;
}
