namespace Efficiency.Deadlines.Domain;

/// <summary>Why a day counts or not.</summary>
/// <param name="Code">One of <see cref="DayCodes"/>; its text stands in the resources.</param>
/// <param name="Ordinal">Its number, where it counts as a day.</param>
/// <param name="Worked">For limits in hours: what it adds.</param>
/// <param name="Holiday">Holiday of a day off or a make-up working day.</param>
/// <param name="PauseReason">Why the limit stood still.</param>
internal sealed record ExplainedDay(
    DateOnly Day, string Code, int? Ordinal, TimeSpan? Worked, string? Holiday, string? PauseReason, bool IsDueDay, bool Provisional);

internal static class DayCodes
{
    public const string Start = "start";
    public const string Counted = "counted";
    public const string CountedMakeUp = "counted-make-up";
    public const string Worked = "worked";
    public const string WorkedMakeUp = "worked-make-up";
    public const string Weekend = "weekend";
    public const string Holiday = "holiday";
    public const string Paused = "paused";

    /// <summary>The last day by count is no working day, so the limit goes on to the day after (LAW-05).</summary>
    public const string RolledWeekend = "rolled-weekend";
    public const string RolledHoliday = "rolled-holiday";

    public static readonly IReadOnlyList<string> All =
        [Start, Counted, CountedMakeUp, Worked, WorkedMakeUp, Weekend, Holiday, Paused, RolledWeekend, RolledHoliday];
}

/// <summary>
/// A due date day by day, as a clerk counts it on the wall calendar. It walks the days one by one and knows nothing of the
/// tables, so that it also proves them.
/// </summary>
internal static class Explanation
{
    /// <param name="asOf">Last day to show while the limit stands still and has no due day.</param>
    public static IReadOnlyList<ExplainedDay> Of(
        WorkSchedule schedule, Terms terms, Standing standing, IReadOnlyCollection<Pause> pauses, DateOnly asOf)
    {
        var start = schedule.DayOf(terms.StartedAt);
        var last = standing.State != DeadlineState.Paused ? standing.Due.Day : asOf < start ? start : asOf;
        var days = new List<ExplainedDay>();
        var ordinal = 0;
        for (var day = start; day <= last && schedule.Calendar.Covers(day); day = day.AddDays(1))
        {
            var seen = schedule.Calendar.Describe(day);
            var worked = terms.Limit.Unit == LimitUnit.WorkingHours
                ? WorkedOn(schedule, terms, standing, seen)
                : (TimeSpan?)null;
            var code = worked is { } time ? CodeOfHours(seen, time) : CodeOfDay(schedule, terms, standing, seen, start);
            var counts = code is DayCodes.Counted or DayCodes.CountedMakeUp;
            days.Add(new ExplainedDay(
                day,
                code,
                counts ? ++ordinal : null,
                code is DayCodes.Worked or DayCodes.WorkedMakeUp ? worked : null,
                seen.Holiday,
                code is DayCodes.Paused ? ReasonOn(schedule, pauses, day) : null,
                standing.State != DeadlineState.Paused && day == standing.Due.Day,
                seen.Provisional));
        }

        return days;
    }

    private static string CodeOfDay(WorkSchedule schedule, Terms terms, Standing standing, CalendarDay seen, DateOnly start)
    {
        var inWorkingDays = terms.Limit.Unit == LimitUnit.WorkingDays;
        if (seen.Day == start && !(terms.Limit.Amount == 0 && standing.Due.Day == start))
        {
            return DayCodes.Start;
        }

        if (inWorkingDays && !seen.IsWorking)
        {
            return seen.Kind == DayKind.Holiday ? DayCodes.Holiday : DayCodes.Weekend;
        }

        if (standing.Standstills.Any(stretch => PausedTime.Covers(schedule, terms, stretch, seen.Day)))
        {
            return DayCodes.Paused;
        }

        if (!inWorkingDays && seen.Day >= standing.Due.NominalDay && seen.Day < standing.Due.Day)
        {
            return seen.Kind switch
            {
                DayKind.Holiday => DayCodes.RolledHoliday,
                DayKind.Weekend => DayCodes.RolledWeekend,
                _ => DayCodes.Paused,
            };
        }

        return inWorkingDays && seen.Kind == DayKind.MakeUp ? DayCodes.CountedMakeUp : DayCodes.Counted;
    }

    private static string CodeOfHours(CalendarDay seen, TimeSpan worked) => seen.Kind switch
    {
        DayKind.Holiday => DayCodes.Holiday,
        DayKind.Weekend => DayCodes.Weekend,
        _ when worked <= TimeSpan.Zero => DayCodes.Paused,
        DayKind.MakeUp => DayCodes.WorkedMakeUp,
        _ => DayCodes.Worked,
    };

    private static TimeSpan WorkedOn(WorkSchedule schedule, Terms terms, Standing standing, CalendarDay seen)
    {
        if (!seen.IsWorking)
        {
            return TimeSpan.Zero;
        }

        var from = Later(schedule.OpeningOf(seen.Day), terms.StartedAt);
        var until = schedule.CloseOf(seen.Day);
        until = standing.State != DeadlineState.Paused && standing.Due.At < until ? standing.Due.At : until;
        var ticks = from < until ? schedule.WorkedBetween(from, until) : 0;
        foreach (var stretch in standing.Standstills)
        {
            var pausedFrom = Later(stretch.From, from);
            var pausedUntil = stretch.Until is { } end && end < until ? end : until;
            ticks -= pausedFrom < pausedUntil ? schedule.WorkedBetween(pausedFrom, pausedUntil) : 0;
        }

        return TimeSpan.FromTicks(ticks);
    }

    private static string? ReasonOn(WorkSchedule schedule, IReadOnlyCollection<Pause> pauses, DateOnly day) => pauses
        .Where(pause => pause.From < schedule.EndOf(day) && (pause.Until is null || pause.Until > schedule.EndOf(day.AddDays(-1))))
        .MaxBy(pause => pause.From)?.Reason;

    private static DateTimeOffset Later(DateTimeOffset first, DateTimeOffset second) => first > second ? first : second;
}
