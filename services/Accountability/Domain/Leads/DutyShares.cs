namespace Efficiency.Accountability.Domain;

/// <summary>Who held the duty of a post in a span; <paramref name="StaffId"/> is null where nobody did.</summary>
internal sealed record DutySpan(Period Period, Guid? StaffId, string Capacity);

/// <summary>A span with the part of the limit that ran in it.</summary>
/// <param name="Share">0 to 1 of the limit's elapsed time, four decimals; 0 for what lies after the due instant.</param>
internal sealed record DutyShare(DutySpan Span, decimal Share);

/// <summary>
/// How much of a limit each holder used (AMB-12). Shares count elapsed time, not working time: they show the order and weight of the
/// holders to the person who examines the lead, and decide nothing.
/// </summary>
internal static class DutyShares
{
    public const string Nobody = "nobody";

    /// <summary>Cuts [<paramref name="from"/>, <paramref name="to"/>) wherever a period given begins or ends.</summary>
    public static IEnumerable<Period> Cut(DateTimeOffset from, DateTimeOffset to, IEnumerable<Period> periods)
    {
        var cuts = periods.SelectMany(p => new DateTimeOffset?[] { p.From, p.To })
            .OfType<DateTimeOffset>().Where(c => c > from && c < to)
            .Append(from).Append(to).Distinct().Order().ToArray();
        return cuts.Zip(cuts.Skip(1), (a, b) => new Period(a, b));
    }

    /// <summary>Joins neighbouring spans of the same holder and gives each its share of the limit.</summary>
    /// <param name="spans">In order of time, without gaps.</param>
    public static IReadOnlyList<DutyShare> Of(IEnumerable<DutySpan> spans, DateTimeOffset startedAt, DateTimeOffset dueAt)
    {
        var joined = new List<DutySpan>();
        foreach (var span in spans)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.StaffId == span.StaffId
                && string.Equals(last.Capacity, span.Capacity, StringComparison.Ordinal) && last.Period.To == span.Period.From)
            {
                joined[^1] = last with { Period = last.Period with { To = span.Period.To } };
            }
            else
            {
                joined.Add(span);
            }
        }
        var limit = new Period(startedAt, dueAt);
        var length = (decimal)(dueAt - startedAt).Ticks;
        return [.. joined.Select(s => new DutyShare(s, Share(s.Period)))];

        decimal Share(Period span) => length <= 0 || span.Intersect(limit) is not { } used
            ? 0
            : Math.Round((used.To!.Value - used.From).Ticks / length, 4, MidpointRounding.ToEven);
    }
}
