using System.Runtime.InteropServices;

namespace Efficiency.Deadlines.Domain;

/// <summary>
/// Working time as one line: the calendar, the office hours and the time zone together. Instants map to working time and
/// back in O(log versions) without allocating, and the zone is a parameter: the server's own never matters.
/// </summary>
/// <remarks>Instants come back with the zone's offset. Days must be covered by the calendar; what can leave it is a Try.</remarks>
internal sealed class WorkSchedule
{
    private readonly TimeZoneInfo _zone;
    private readonly TimeSpan? _fixedOffset;
    private readonly Segment[] _segments;

    public WorkSchedule(WorkingCalendar calendar, OfficeHoursTimeline hours, TimeZoneInfo zone)
    {
        Calendar = calendar;
        Hours = hours;
        _zone = zone;
        _fixedOffset = FixedOffset(zone, calendar);
        _segments = new Segment[hours.Entries.Count];
        for (var index = 0; index < _segments.Length; index++)
        {
            var entry = hours.Entries[index];
            var from = entry.From < calendar.FirstDay ? calendar.FirstDay : entry.From;
            var daysBefore = calendar.CountBefore(from > calendar.LastDay ? calendar.LastDay.AddDays(1) : from);
            var ticksBefore = index == 0
                ? 0
                : _segments[index - 1].TicksBefore + ((daysBefore - _segments[index - 1].DaysBefore) * _segments[index - 1].Hours.TicksPerDay);
            _segments[index] = new Segment(daysBefore, ticksBefore, entry.Hours);
        }
    }

    public WorkingCalendar Calendar { get; }

    public OfficeHoursTimeline Hours { get; }

    /// <summary>The day of an instant in the zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalOf(instant));

    /// <summary>The instant in the zone's offset, as people there write it.</summary>
    public DateTimeOffset InZone(DateTimeOffset instant) => new(LocalOf(instant), _fixedOffset ?? _zone.GetUtcOffset(instant));

    public OfficeHours HoursOf(DateOnly day) => _segments[Hours.IndexAt(day)].Hours;

    /// <summary>When the office opens on a working day.</summary>
    public DateTimeOffset OpeningOf(DateOnly day) => InstantOf(day, HoursOf(day).Opens);

    /// <summary>Close of business of a working day, exclusive.</summary>
    public DateTimeOffset CloseOf(DateOnly day) => InstantOf(day, HoursOf(day).Closes);

    /// <summary>24:00 of a day, exclusive.</summary>
    public DateTimeOffset EndOf(DateOnly day) => InstantOf(day.AddDays(1), 0);

    /// <summary>The instant itself while the office is open, else the next opening. False beyond the calendar.</summary>
    public bool TryNextOpening(DateTimeOffset instant, out DateTimeOffset opening)
    {
        opening = default;
        return Calendar.Covers(DayOf(instant)) && TryLatestWith(WorkedUntil(instant), out opening);
    }

    /// <summary>Working time between two instants, in ticks; negative when they are the other way round.</summary>
    public long WorkedBetween(DateTimeOffset from, DateTimeOffset to) => WorkedUntil(to) - WorkedUntil(from);

    /// <summary>
    /// The first instant by which so much working time has passed (an end: 12:00 rather than 14:00), or, with a negative
    /// amount, the last instant from which so much is still to come (a beginning: 14:00 rather than 12:00).
    /// False beyond the calendar.
    /// </summary>
    public bool TryAddWorked(DateTimeOffset instant, long ticks, out DateTimeOffset result)
    {
        result = default;
        if (!Calendar.Covers(DayOf(instant)))
        {
            return false;
        }

        var worked = WorkedUntil(instant) + ticks;
        return ticks > 0 ? TryEarliestWith(worked, out result) : TryLatestWith(worked, out result);
    }

    /// <summary>Share of a working day's time that has passed at an instant of that day, 0 to 1.</summary>
    public decimal WorkedShareOfDay(DateTimeOffset instant)
    {
        var local = LocalOf(instant);
        var hours = HoursOf(DateOnly.FromDateTime(local));
        return (decimal)hours.WorkedAt(local.TimeOfDay.Ticks) / hours.TicksPerDay;
    }

    private long WorkedUntil(DateTimeOffset instant)
    {
        var local = LocalOf(instant);
        var day = DateOnly.FromDateTime(local);
        var segment = _segments[Hours.IndexAt(day)];
        var worked = segment.TicksBefore + ((Calendar.CountBefore(day) - segment.DaysBefore) * segment.Hours.TicksPerDay);
        return Calendar.IsWorking(day) ? worked + segment.Hours.WorkedAt(local.TimeOfDay.Ticks) : worked;
    }

    private bool TryEarliestWith(long worked, out DateTimeOffset instant)
    {
        instant = default;
        if (worked <= 0)
        {
            return false;
        }

        var index = _segments.Length - 1;
        while (_segments[index].TicksBefore >= worked)
        {
            index--;
        }

        var days = Math.DivRem(worked - _segments[index].TicksBefore - 1, _segments[index].Hours.TicksPerDay, out var rest);
        return TryInstant(index, days, _segments[index].Hours.EarliestWith(rest + 1), out instant);
    }

    private bool TryLatestWith(long worked, out DateTimeOffset instant)
    {
        instant = default;
        if (worked < 0)
        {
            return false;
        }

        var index = _segments.Length - 1;
        while (_segments[index].TicksBefore > worked)
        {
            index--;
        }

        var days = Math.DivRem(worked - _segments[index].TicksBefore, _segments[index].Hours.TicksPerDay, out var rest);
        return TryInstant(index, days, _segments[index].Hours.LatestWith(rest), out instant);
    }

    private bool TryInstant(int segment, long days, long timeOfDay, out DateTimeOffset instant)
    {
        if (!Calendar.TryNth(_segments[segment].DaysBefore + days + 1, out var day))
        {
            instant = default;
            return false;
        }

        instant = InstantOf(day, timeOfDay);
        return true;
    }

    private DateTime LocalOf(DateTimeOffset instant) =>
        DateTime.SpecifyKind(instant.UtcDateTime + (_fixedOffset ?? _zone.GetUtcOffset(instant)), DateTimeKind.Unspecified);

    // A local time that a clock change skips or repeats gets the zone's standard offset: after the gap, or the later of two.
    private DateTimeOffset InstantOf(DateOnly day, long timeOfDay)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddTicks(timeOfDay);
        return new DateTimeOffset(local, _fixedOffset ?? _zone.GetUtcOffset(local));
    }

    // Asking the zone costs more than all the rest; a city whose clocks are never changed need not ask.
    private static TimeSpan? FixedOffset(TimeZoneInfo zone, WorkingCalendar calendar)
    {
        var first = calendar.FirstDay.AddDays(-1).ToDateTime(TimeOnly.MinValue);
        var last = calendar.LastDay.AddDays(2).ToDateTime(TimeOnly.MinValue);
        var rules = zone.GetAdjustmentRules().Where(rule => rule.DateStart <= last && rule.DateEnd >= first).ToArray();
        return rules.Length <= 1 && rules.All(rule => rule.DaylightDelta == TimeSpan.Zero) ? zone.GetUtcOffset(first) : null;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Segment(int DaysBefore, long TicksBefore, OfficeHours Hours);
}
