using System.Runtime.InteropServices;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>When a limit ends.</summary>
/// <param name="NominalDay">The last day by count. An extension goes on from here (AMB-09), not from a day rolled over a holiday.</param>
/// <param name="Day">The last day of the limit: the nominal day, or the day after the holiday that it falls in (LAW-05).</param>
/// <param name="At">Exclusive end: an act strictly before it is in time.</param>
/// <param name="Provisional">True while the calendar of the due year is not announced (LAW-17).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DueDate(DateOnly NominalDay, DateOnly Day, DateTimeOffset At, bool Provisional)
{
    /// <summary>
    /// Start plus budget plus what stood still. The start day is not counted (LAW-05, AMB-11): days are counted from the next
    /// working day (calendar days and months: from the next day), hours from the start itself or the next opening.
    /// </summary>
    /// <param name="standstills">Ended stretches in order of time, each begun before the limit had run out.</param>
    /// <returns>Null, or <see cref="Refusals.BeyondCalendar"/>.</returns>
    public static Refusal? Compute(WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, out DueDate due)
    {
        due = default;
        var startDay = schedule.DayOf(terms.StartedAt);
        if (!schedule.Calendar.Covers(startDay))
        {
            return Refusals.BeyondCalendar(startDay);
        }

        var known = terms.Limit.Unit switch
        {
            LimitUnit.WorkingHours => TryHours(schedule, terms, standstills, out due),
            LimitUnit.WorkingDays => TryWorkingDays(schedule, terms, standstills, startDay, out due),
            _ => TryCalendarDays(schedule, terms, standstills, startDay, out due),
        };
        return known ? null : Refusals.BeyondCalendar(startDay);
    }

    private static bool TryHours(WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, out DueDate due)
    {
        var ticks = terms.Limit.Amount * TimeSpan.TicksPerHour;
        foreach (var (from, until) in standstills)
        {
            ticks += PausedTime.WorkedDuring(schedule, terms.StartedAt, from, until!.Value);
        }

        due = default;
        if (!schedule.TryAddWorked(terms.StartedAt, ticks, out var at))
        {
            return false;
        }

        var day = schedule.DayOf(at);
        due = new DueDate(day, day, at, schedule.Calendar.IsProvisional(day));
        return true;
    }

    private static bool TryWorkingDays(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DateOnly startDay, out DueDate due)
    {
        var days = terms.Limit.Amount > 0 || !CanStillBeKept(schedule, terms, startDay) ? Math.Max(terms.Limit.Amount, 1) : 0;
        foreach (var (from, until) in standstills)
        {
            var (first, beyond) = PausedTime.DaysDuring(schedule, terms, from, until!.Value);
            days += schedule.Calendar.CountBefore(beyond) - schedule.Calendar.CountBefore(first);
        }

        due = default;
        return schedule.Calendar.TryAdd(startDay, days, out var last) && TryEnd(schedule, terms, last, last, out due);
    }

    private static bool TryCalendarDays(
        WorkSchedule schedule, Terms terms, IReadOnlyList<Standstill> standstills, DateOnly startDay, out DueDate due)
    {
        // AddMonths takes the month's last day where the date does not exist, as the law does (LAW-05).
        var nominal = terms.Limit.Unit == LimitUnit.Months ? startDay.AddMonths(terms.Limit.Amount) : startDay.AddDays(terms.Limit.Amount);
        foreach (var (from, until) in standstills)
        {
            var (first, beyond) = PausedTime.DaysDuring(schedule, terms, from, until!.Value);
            nominal = first <= nominal ? nominal.AddDays(beyond.DayNumber - first.DayNumber) : nominal;
        }

        due = default;
        return PausedTime.TryRoll(schedule, terms.End, standstills, nominal, out var last)
            && TryEnd(schedule, terms, nominal, last, out due);
    }

    private static bool TryEnd(WorkSchedule schedule, Terms terms, DateOnly nominal, DateOnly last, out DueDate due)
    {
        due = new DueDate(nominal, last, EndOf(schedule, terms, last), schedule.Calendar.IsProvisional(last));
        return true;
    }

    // "The same day" (AMB-11) is the day itself while it can still be kept, else the next working day.
    private static bool CanStillBeKept(WorkSchedule schedule, Terms terms, DateOnly startDay) =>
        schedule.Calendar.IsWorking(startDay) && terms.StartedAt < EndOf(schedule, terms, startDay);

    private static DateTimeOffset EndOf(WorkSchedule schedule, Terms terms, DateOnly day) =>
        terms.End == LimitEnd.CloseOfBusiness ? schedule.CloseOf(day) : schedule.EndOf(day);
}
