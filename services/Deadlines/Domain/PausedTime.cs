namespace Efficiency.Deadlines.Domain;

/// <summary>
/// How much of a standstill a limit does not count. A day counts when the limit was running at its end: close of business
/// for an organ's working days, 24:00 otherwise. So a limit never runs out while it stands still, and a weekend inside a
/// pause is not counted twice. Hours are counted to the tick.
/// </summary>
internal static class PausedTime
{
    /// <summary>Working time of a standstill after the start, in ticks.</summary>
    public static long WorkedDuring(WorkSchedule schedule, DateTimeOffset startedAt, DateTimeOffset from, DateTimeOffset until)
    {
        var first = from < startedAt ? startedAt : from;
        return first < until ? schedule.WorkedBetween(first, until) : 0;
    }

    /// <summary>The days whose end a standstill holds: from the first, up to but without the second. Days before the count are left out.</summary>
    public static (DateOnly First, DateOnly Beyond) DaysDuring(
        WorkSchedule schedule, Terms terms, DateTimeOffset from, DateTimeOffset until)
    {
        var first = FirstDayNotEnded(schedule, EndOfCountedDay(terms), from);
        var beyond = FirstDayNotEnded(schedule, EndOfCountedDay(terms), until);
        var firstCounted = FirstCountedDay(schedule, terms);
        first = first < firstCounted ? firstCounted : first;
        return (first, beyond < first ? first : beyond);
    }

    /// <summary>True when the limit stood still at the end of the day, as its unit counts days.</summary>
    public static bool Covers(WorkSchedule schedule, Terms terms, Standstill standstill, DateOnly day) =>
        Covers(schedule, EndOfCountedDay(terms), standstill, day);

    /// <summary>The first working day from a day on whose end no standstill holds. False beyond the calendar.</summary>
    public static bool TryRoll(
        WorkSchedule schedule, LimitEnd end, IReadOnlyList<Standstill> standstills, DateOnly from, out DateOnly day)
    {
        if (!schedule.Calendar.TryOnOrAfter(from, out day))
        {
            return false;
        }

        foreach (var standstill in standstills)
        {
            if (standstill.Until is { } until && Covers(schedule, end, standstill, day)
                && !schedule.Calendar.TryOnOrAfter(FirstDayNotEnded(schedule, end, until), out day))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Covers(WorkSchedule schedule, LimitEnd end, Standstill standstill, DateOnly day) =>
        FirstDayNotEnded(schedule, end, standstill.From) <= day
        && (standstill.Until is not { } until || day < FirstDayNotEnded(schedule, end, until));

    // "The same day" counts the start day itself.
    private static DateOnly FirstCountedDay(WorkSchedule schedule, Terms terms) =>
        schedule.DayOf(terms.StartedAt).AddDays(terms.Limit.Amount == 0 ? 0 : 1);

    private static LimitEnd EndOfCountedDay(Terms terms) =>
        terms.Limit.Unit == LimitUnit.WorkingDays ? terms.End : LimitEnd.Midnight;

    private static DateOnly FirstDayNotEnded(WorkSchedule schedule, LimitEnd end, DateTimeOffset instant)
    {
        var day = schedule.DayOf(instant);
        return end == LimitEnd.CloseOfBusiness && instant >= schedule.CloseOf(day) ? day.AddDays(1) : day;
    }
}
