using System.Runtime.InteropServices;

namespace Efficiency.Deadlines.Domain;

/// <summary>A recorded pause of a matter, by the instants at which it took effect (LAW-03).</summary>
/// <param name="Until">Exclusive; null while the matter stands still.</param>
internal sealed record Pause(Guid Id, string Reason, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A stretch in which the limit did not run. Exclusive end, null while open.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Standstill(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>
/// All pauses of a matter as stretches that neither touch nor overlap, in order of time, whatever the order in which they
/// became known. Two reasons at once stop the limit once.
/// </summary>
internal static class PauseLedger
{
    public static IReadOnlyList<Standstill> Merge(IEnumerable<Pause> pauses)
    {
        var merged = new List<Standstill>();
        foreach (var pause in pauses.Where(pause => pause.Until is null || pause.Until > pause.From).OrderBy(pause => pause.From))
        {
            if (merged.Count == 0 || (merged[^1].Until is { } end && end < pause.From))
            {
                merged.Add(new Standstill(pause.From, pause.Until));
            }
            else if (merged[^1].Until is { } until && (pause.Until is null || pause.Until > until))
            {
                merged[^1] = merged[^1] with { Until = pause.Until };
            }
        }

        return merged;
    }
}
