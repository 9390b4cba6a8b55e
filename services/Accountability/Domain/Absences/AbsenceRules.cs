using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>Whether an absence may be taken (LAW-16, AB-03, AB-04, AB-10).</summary>
internal static class AbsenceRules
{
    /// <summary>One absence of a person at a time; the same span said twice is a mistake of the sender.</summary>
    public static Refusal? CheckOverlap(Period absence, IEnumerable<Period> others) =>
        others.Any(o => o.Overlaps(absence)) ? Refusals.AbsenceOverlaps : null;

    /// <summary>
    /// Sudden absence is never refused. Planned absence is refused where the post would stand empty: because B is away in the same
    /// time and no third is named, or because there is no B. Without a B a short absence only needs consent (AB-03), so it is
    /// refused from <paramref name="threshold"/> on (AB-04: one day or more).
    /// </summary>
    /// <param name="plan">The covers of the post with this absence counted in.</param>
    public static Refusal? CheckCover(
        string postCode,
        bool planned,
        Period absence,
        TimeSpan threshold,
        IReadOnlyList<SeatHolder> seats,
        IReadOnlyList<Cover> plan)
    {
        if (!planned)
        {
            return null;
        }
        var empty = plan.Where(c => c.StaffId is null).Select(c => c.Period.Intersect(absence)).OfType<Period>().ToArray();
        if (empty.Length == 0)
        {
            return null;
        }
        var hasB = empty.Any(e => seats.Any(s =>
            string.Equals(s.Seat, SeatRules.B, StringComparison.Ordinal) && s.Period.Overlaps(e)));
        if (hasB)
        {
            return Refusals.BothAway(postCode);
        }
        return absence.To is null || absence.To - absence.From >= threshold ? Refusals.NoStandIn(postCode) : null;
    }
}
