using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>Says why a notice cannot be a calendar (LAW-17), so that arithmetic never meets a calendar without an answer.</summary>
internal static class CalendarCheck
{
    /// <returns>The first fault, or null for a sound notice.</returns>
    public static Refusal? FirstFault(CalendarNotice notice)
    {
        if (notice.Years.Count == 0)
        {
            return Refusals.CalendarWithoutYears;
        }

        var first = notice.Years.Keys.Min();
        var last = notice.Years.Keys.Max();
        for (var year = first; year <= last; year++)
        {
            var fault = notice.Years.TryGetValue(year, out var announced)
                ? FaultOf(year, announced, notice.Weekend)
                : Refusals.CalendarYearMissing(year);
            if (fault is not null)
            {
                return fault;
            }
        }

        // The provisional years know the weekly days off only.
        return notice.Weekend.Count >= 7 ? Refusals.CalendarWithoutWorkingDays(last + 1) : null;
    }

    private static Refusal? FaultOf(int year, AnnouncedYear announced, IReadOnlySet<DayOfWeek> weekend)
    {
        foreach (var day in announced.DaysOff.Keys.Concat(announced.MakeUpWorkingDays.Keys))
        {
            if (day.Year != year)
            {
                return Refusals.CalendarDayInWrongYear(day, year);
            }
        }

        foreach (var day in announced.MakeUpWorkingDays.Keys)
        {
            if (announced.DaysOff.ContainsKey(day) || !weekend.Contains(day.DayOfWeek))
            {
                return Refusals.MakeUpDayIsNoWeekend(day);
            }
        }

        return HasWorkingDay(year, announced, weekend) ? null : Refusals.CalendarWithoutWorkingDays(year);
    }

    private static bool HasWorkingDay(int year, AnnouncedYear announced, IReadOnlySet<DayOfWeek> weekend)
    {
        if (announced.MakeUpWorkingDays.Count > 0)
        {
            return true;
        }

        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            if (!weekend.Contains(day.DayOfWeek) && !announced.DaysOff.ContainsKey(day))
            {
                return true;
            }
        }

        return false;
    }
}
