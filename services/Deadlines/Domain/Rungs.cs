using System.Runtime.InteropServices;

namespace Efficiency.Deadlines.Domain;

/// <summary>The lights of a limit, in the order in which they come.</summary>
internal enum Rung
{
    /// <summary>预警: the due day is near.</summary>
    Yellow = 1,

    /// <summary>The limit has passed.</summary>
    Red = 2,

    /// <summary>Still open some working days later.</summary>
    SecondRed = 3,
}

/// <summary>Thresholds of the lights, fixed when the limit starts: policy is never retroactive.</summary>
/// <param name="YellowWorkingDays">Working days before the due day; 0 is the due day itself.</param>
/// <param name="YellowWorkingHours">For limits in hours: working hours before the due instant.</param>
/// <param name="SecondRedWorkingDays">Working days after the due day.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RungRule(int YellowWorkingDays, int YellowWorkingHours, int SecondRedWorkingDays)
{
    public static readonly RungRule Default = new(1, 1, 5);
}

/// <summary>The instants for which the rungs stand. Null: the rung does not come (or not before the matter stood still or ended).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rungs(DateTimeOffset? Yellow, DateTimeOffset? Red, DateTimeOffset? SecondRed)
{
    public DateTimeOffset? this[Rung rung] => rung switch
    {
        Rung.Yellow => Yellow,
        Rung.Red => Red,
        _ => SecondRed,
    };

    /// <summary>
    /// Yellow at an opening, red at the due instant, second red at a close of business: all in working time, never at 00:00.
    /// </summary>
    public static Rungs Of(WorkSchedule schedule, Limit limit, DateTimeOffset startedAt, DueDate due, RungRule rule) =>
        new(YellowOf(schedule, limit, startedAt, due, rule), due.At, SecondRedOf(schedule, due, rule));

    /// <summary>Only the rungs that were reached by an instant; one reached in that very instant counts.</summary>
    public Rungs Until(DateTimeOffset last) => new(
        Yellow <= last ? Yellow : null,
        Red <= last ? Red : null,
        SecondRed <= last ? SecondRed : null);

    /// <summary>The earliest rung that has no light yet.</summary>
    public (Rung Rung, DateTimeOffset At)? Next(Func<Rung, bool> isLit)
    {
        (Rung Rung, DateTimeOffset At)? next = null;
        foreach (var rung in (ReadOnlySpan<Rung>)[Rung.Yellow, Rung.Red, Rung.SecondRed])
        {
            if (this[rung] is { } at && !isLit(rung) && (next is null || at < next.Value.At))
            {
                next = (rung, at);
            }
        }

        return next;
    }

    // A warning that would stand before the start warns of nothing: a short limit gets it on the last day, the shortest none.
    private static DateTimeOffset? YellowOf(
        WorkSchedule schedule, Limit limit, DateTimeOffset startedAt, DueDate due, RungRule rule)
    {
        if (limit.Unit == LimitUnit.WorkingHours)
        {
            return schedule.TryAddWorked(due.At, -rule.YellowWorkingHours * TimeSpan.TicksPerHour, out var warning)
                && warning > startedAt && warning < due.At ? warning : null;
        }

        for (var days = rule.YellowWorkingDays; days >= 0; days--)
        {
            if (schedule.Calendar.TryAdd(due.Day, -days, out var day) && schedule.OpeningOf(day) is var opening && opening > startedAt)
            {
                return opening;
            }
        }

        return null;
    }

    private static DateTimeOffset? SecondRedOf(WorkSchedule schedule, DueDate due, RungRule rule) =>
        schedule.Calendar.TryAdd(due.Day, rule.SecondRedWorkingDays, out var day) ? schedule.CloseOf(day) : null;
}
