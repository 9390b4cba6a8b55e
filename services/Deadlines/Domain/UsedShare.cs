namespace Efficiency.Deadlines.Domain;

/// <summary>
/// How much of a limit was used by an instant: the days counted before it and the worked part of its own day, over all days
/// of the limit (hours: working time over working time). Standstills count for nothing. Decimal, four places.
/// </summary>
internal static class UsedShare
{
    public static decimal At(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DueDate due, DateTimeOffset instant)
    {
        if (instant <= terms.StartedAt)
        {
            return 0;
        }

        var (used, whole) = terms.Limit.Unit == LimitUnit.WorkingHours
            ? Hours(schedule, terms, standstills, instant)
            : Days(schedule, terms, standstills, due, instant);
        return whole == 0 ? 0 : Math.Round(used / whole, 4, MidpointRounding.AwayFromZero);
    }

    private static (decimal Used, decimal Whole) Hours(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DateTimeOffset instant)
    {
        var paused = standstills.Sum(stretch =>
            PausedTime.WorkedDuring(schedule, terms.StartedAt, stretch.From, Earlier(stretch.Until, instant)));
        return (schedule.WorkedBetween(terms.StartedAt, instant) - paused, terms.Limit.Amount * TimeSpan.TicksPerHour);
    }

    private static (decimal Used, decimal Whole) Days(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DueDate due, DateTimeOffset instant)
    {
        var startDay = schedule.DayOf(terms.StartedAt);
        var today = schedule.DayOf(instant);
        var used = (decimal)CountedThrough(schedule, terms, standstills, startDay, today);
        if (IsCounted(schedule, terms, standstills, startDay, today))
        {
            used -= 1 - (terms.Limit.Unit == LimitUnit.WorkingDays
                ? schedule.WorkedShareOfDay(instant)
                : (decimal)(instant - schedule.EndOf(today.AddDays(-1))).Ticks / (schedule.EndOf(today) - schedule.EndOf(today.AddDays(-1))).Ticks);
        }

        return (used, CountedThrough(schedule, terms, standstills, startDay, due.Day));
    }

    private static int CountedThrough(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DateOnly startDay, DateOnly through)
    {
        var working = terms.Limit.Unit == LimitUnit.WorkingDays;
        var days = working ? schedule.Calendar.Count(startDay, through) : through.DayNumber - startDay.DayNumber;
        var sameDay = terms.Limit.Amount == 0 && schedule.Calendar.IsWorking(startDay) ? 1 : 0;
        var paused = standstills.Sum(stretch =>
        {
            var (first, beyond) = PausedTime.DaysDuring(schedule, terms, stretch.From, Earlier(stretch.Until, schedule.EndOf(through)));
            return working
                ? schedule.Calendar.CountBefore(beyond) - schedule.Calendar.CountBefore(first)
                : beyond.DayNumber - first.DayNumber;
        });
        return days + sameDay - paused;
    }

    private static bool IsCounted(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DateOnly startDay, DateOnly day) =>
        (day > startDay || (day == startDay && terms.Limit.Amount == 0))
        && (terms.Limit.Unit != LimitUnit.WorkingDays || schedule.Calendar.IsWorking(day))
        && !standstills.Any(stretch => PausedTime.Covers(schedule, terms, stretch, day));

    private static DateTimeOffset Earlier(DateTimeOffset? first, DateTimeOffset second) =>
        first is { } known && known < second ? known : second;
}
