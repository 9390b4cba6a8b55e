using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>
/// The working days of a region (LAW-17) as two tables made once: working days so far by day, and the day by its number.
/// Counting and adding are one look-up each and allocate nothing. It knows days only, neither hours nor time zones.
/// </summary>
/// <remarks>
/// It covers the announced years and twenty provisional ones after them, in which only the weekly days off are known.
/// Days outside are refused with <see cref="Refusals.BeyondCalendar"/> by whoever computes with them.
/// </remarks>
internal sealed class WorkingCalendar
{
    private const int ProvisionalYears = 20;

    private readonly int _firstDayNumber;
    private readonly int[] _workingDaysBefore;
    private readonly DateOnly[] _workingDays;
    private readonly FrozenDictionary<DateOnly, CalendarDay> _exceptions;

    private WorkingCalendar(
        CalendarNotice notice,
        DateOnly firstDay,
        int[] workingDaysBefore,
        DateOnly[] workingDays,
        FrozenDictionary<DateOnly, CalendarDay> exceptions)
    {
        Region = notice.Region;
        FirstDay = firstDay;
        LastDay = firstDay.AddDays(workingDaysBefore.Length - 2);
        LastAnnouncedYear = notice.Years.Keys.Max();
        _firstDayNumber = firstDay.DayNumber;
        _workingDaysBefore = workingDaysBefore;
        _workingDays = workingDays;
        _exceptions = exceptions;
    }

    public string Region { get; }

    public DateOnly FirstDay { get; }

    /// <summary>Inclusive.</summary>
    public DateOnly LastDay { get; }

    public int LastAnnouncedYear { get; }

    /// <summary>
    /// Makes the tables, or says why the notice cannot be a calendar: no year, a gap between years, a date in the wrong
    /// year or in both lists, a make-up working day that was no day off, or a year without any working day.
    /// </summary>
    public static bool TryCreate(
        CalendarNotice notice,
        [NotNullWhen(true)] out WorkingCalendar? calendar,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        calendar = null;
        refusal = CalendarCheck.FirstFault(notice);
        if (refusal is not null)
        {
            return false;
        }

        var exceptions = notice.Years.Values
            .SelectMany(year => year.DaysOff.Select(entry => new CalendarDay(entry.Key, DayKind.Holiday, entry.Value, Provisional: false))
                .Concat(year.MakeUpWorkingDays.Select(entry => new CalendarDay(entry.Key, DayKind.MakeUp, entry.Value, Provisional: false))))
            .ToFrozenDictionary(day => day.Day);
        var first = new DateOnly(notice.Years.Keys.Min(), 1, 1);
        var days = new DateOnly(notice.Years.Keys.Max() + ProvisionalYears, 12, 31).DayNumber - first.DayNumber + 1;
        var before = new int[days + 1];
        var working = new List<DateOnly>(days);
        for (var index = 0; index < days; index++)
        {
            before[index] = working.Count;
            var day = first.AddDays(index);
            if (exceptions.TryGetValue(day, out var exception) ? exception.IsWorking : !notice.Weekend.Contains(day.DayOfWeek))
            {
                working.Add(day);
            }
        }

        before[days] = working.Count;
        calendar = new WorkingCalendar(notice, first, before, [.. working], exceptions);
        return true;
    }

    public bool Covers(DateOnly day) => day >= FirstDay && day <= LastDay;

    public bool IsWorking(DateOnly day)
    {
        var index = day.DayNumber - _firstDayNumber;
        return _workingDaysBefore[index + 1] != _workingDaysBefore[index];
    }

    /// <summary>True for days of years that no notice has announced yet (LAW-17).</summary>
    public bool IsProvisional(DateOnly day) => day.Year > LastAnnouncedYear;

    public CalendarDay Describe(DateOnly day)
    {
        if (_exceptions.TryGetValue(day, out var exception))
        {
            return exception;
        }

        return new CalendarDay(day, IsWorking(day) ? DayKind.Working : DayKind.Weekend, null, IsProvisional(day));
    }

    /// <summary>Working days after <paramref name="after"/> up to and including <paramref name="through"/>; negative when they are the other way round.</summary>
    public int Count(DateOnly after, DateOnly through) =>
        _workingDaysBefore[through.DayNumber - _firstDayNumber + 1] - _workingDaysBefore[after.DayNumber - _firstDayNumber + 1];

    /// <summary>
    /// The n-th working day strictly after the day (n positive) or strictly before it (n negative); n = 0 gives the day
    /// itself, working or not, so that counting what was added always gives n. False beyond the calendar.
    /// </summary>
    public bool TryAdd(DateOnly day, int n, out DateOnly result)
    {
        result = day;
        if (!Covers(day))
        {
            return false;
        }

        var index = day.DayNumber - _firstDayNumber;
        return n switch
        {
            0 => true,
            > 0 => TryNth((long)_workingDaysBefore[index + 1] + n, out result),
            _ => TryNth((long)_workingDaysBefore[index] + n + 1, out result),
        };
    }

    /// <summary>The day itself if it is a working day, else the first one after it. False beyond the calendar.</summary>
    public bool TryOnOrAfter(DateOnly day, out DateOnly result)
    {
        result = day;
        return Covers(day) && TryNth(_workingDaysBefore[day.DayNumber - _firstDayNumber] + 1L, out result);
    }

    /// <summary>Working days of the calendar before the day; the day after <see cref="LastDay"/> is allowed.</summary>
    public int CountBefore(DateOnly day) => _workingDaysBefore[day.DayNumber - _firstDayNumber];

    /// <summary>The working day with this number, 1 for the first of the calendar. False beyond the calendar.</summary>
    public bool TryNth(long number, out DateOnly day)
    {
        if (number < 1 || number > _workingDays.Length)
        {
            day = default;
            return false;
        }

        day = _workingDays[number - 1];
        return true;
    }
}
