namespace Efficiency.Accountability.Domain;

/// <summary>Someone is away for a period.</summary>
internal sealed record Away(Guid StaffId, Period Period);

/// <summary>Who covers a post for an absent holder; <paramref name="StaffId"/> is null where nobody does.</summary>
internal sealed record Cover(Period Period, Guid ForStaffId, Guid? StaffId);

/// <summary>
/// Who stands in on one post, computed from its seats and everybody's absences: B for the absent A (AB-01), the third where B is
/// away too (LAW-16), nobody where there is no third (AB-10). Pure, so that it can be computed anew after every change and compared
/// with what is recorded.
/// </summary>
internal static class CoverPlan
{
    /// <summary>Covers in order of time, each as long as possible; instants at which A is present or vacant have none.</summary>
    public static IReadOnlyList<Cover> For(IReadOnlyList<SeatHolder> seats, IReadOnlyList<Away> away)
    {
        var covers = new List<Cover>();
        foreach (var span in Spans(seats, away))
        {
            if (At(seats, away, span) is not { } cover)
            {
                continue;
            }
            if (covers.Count > 0 && covers[^1] is var last && last.Period.To == cover.Period.From
                && last.ForStaffId == cover.ForStaffId && last.StaffId == cover.StaffId)
            {
                covers[^1] = last with { Period = last.Period with { To = cover.Period.To } };
            }
            else
            {
                covers.Add(cover);
            }
        }
        return covers;
    }

    private static Cover? At(IReadOnlyList<SeatHolder> seats, IReadOnlyList<Away> away, Period span)
    {
        if (Holder(SeatRules.A) is not { } absent || !IsAway(absent))
        {
            return null;
        }
        Guid?[] candidates = [Holder(SeatRules.B), Holder(SeatRules.Third)];
        return new Cover(span, absent, Array.Find(candidates, c => c is { } staff && !IsAway(staff)));

        Guid? Holder(string seat) => seats
            .FirstOrDefault(h => string.Equals(h.Seat, seat, StringComparison.Ordinal) && h.Period.Contains(span.From))?.StaffId;

        bool IsAway(Guid staff) => away.Any(a => a.StaffId == staff && a.Period.Contains(span.From));
    }

    /// <summary>The time line cut wherever a seat or an absence begins or ends: within a span nothing changes.</summary>
    private static IEnumerable<Period> Spans(IReadOnlyList<SeatHolder> seats, IReadOnlyList<Away> away)
    {
        var periods = seats.Select(s => s.Period).Concat(away.Select(a => a.Period)).Where(p => !p.IsEmpty).ToArray();
        var cuts = periods.Select(p => p.From)
            .Concat(periods.Where(p => p.To is not null).Select(p => p.To!.Value))
            .Distinct().Order().ToArray();
        for (var i = 0; i < cuts.Length; i++)
        {
            yield return new Period(cuts[i], i + 1 < cuts.Length ? cuts[i + 1] : null);
        }
    }
}
