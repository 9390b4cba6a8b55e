namespace Efficiency.Appraisal.Domain;

/// <summary>
/// Three yellow lights of one unit in a row (AMB-23). Lights count in the order of the instants they stand for; a limit of the
/// unit that ended in time without a yellow light breaks the row; after a third light the count starts anew. A pure function of
/// the facts of one unit and year, so that neither the order of arrival nor repetition matters.
/// </summary>
internal static class YellowRow
{
    public const int Length = 3;

    /// <summary>Every complete row, in order.</summary>
    /// <param name="lights">Yellow lights that stand.</param>
    /// <param name="closings">Limits that ended in time; those that had a yellow light of <paramref name="lights"/> break nothing.</param>
    public static IReadOnlyList<YellowLight[]> Of(IReadOnlyCollection<YellowLight> lights, IReadOnlyCollection<TimelyClosing> closings)
    {
        var lit = lights.Select(light => light.DeadlineId).ToHashSet();
        var breaks = closings.Where(closing => !lit.Contains(closing.DeadlineId)).Select(closing => closing.At).Order().ToArray();
        var rows = new List<YellowLight[]>();
        var row = new List<YellowLight>(Length);
        var next = 0;
        foreach (var light in lights.OrderBy(light => light.At).ThenBy(light => light.LightId))
        {
            // An end at the very instant of a light comes before it.
            while (next < breaks.Length && breaks[next] <= light.At)
            {
                row.Clear();
                next++;
            }

            row.Add(light);
            if (row.Count == Length)
            {
                rows.Add([.. row]);
                row.Clear();
            }
        }

        return rows;
    }
}

/// <param name="EntryId">The ledger's line for the light.</param>
/// <param name="At">The instant that the light stands for.</param>
internal sealed record YellowLight(Guid EntryId, Guid LightId, Guid DeadlineId, DateTimeOffset At);

internal sealed record TimelyClosing(Guid DeadlineId, DateTimeOffset At);
