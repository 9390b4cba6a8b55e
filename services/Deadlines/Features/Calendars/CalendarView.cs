using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;

namespace Efficiency.Deadlines.Features.Calendars;

/// <param name="Number">1, 2, 3 ... per region; the highest is in force.</param>
/// <param name="LastAnnouncedYear">Due dates in later years are provisional.</param>
/// <param name="LastDay">No date can be computed beyond it.</param>
internal sealed record CalendarView(
    Guid Id,
    string Region,
    int Number,
    string Source,
    string Digest,
    int FirstYear,
    int LastAnnouncedYear,
    DateOnly LastDay,
    DateTimeOffset LoadedAt,
    IReadOnlyList<CalendarYearView> Years)
{
    /// <param name="year">Null: every announced year.</param>
    public static CalendarView Of(CalendarVersion version, WorkingCalendar calendar, CalendarNotice notice, int? year) => new(
        version.Id,
        version.Region,
        version.Number,
        version.Source,
        version.Digest,
        version.FirstYear,
        version.LastAnnouncedYear,
        calendar.LastDay,
        version.LoadedAt,
        [.. notice.Years.Where(entry => year is null || entry.Key == year).OrderBy(entry => entry.Key).Select(entry => CalendarYearView.Of(entry.Key, entry.Value, calendar))]);
}

/// <param name="WorkingDays">In the whole year, make-up days included.</param>
internal sealed record CalendarYearView(
    int Year, int WorkingDays, IReadOnlyList<HolidayView> DaysOff, IReadOnlyList<HolidayView> MakeUpWorkingDays)
{
    public static CalendarYearView Of(int year, AnnouncedYear announced, WorkingCalendar calendar) => new(
        year,
        calendar.CountBefore(new DateOnly(year + 1, 1, 1)) - calendar.CountBefore(new DateOnly(year, 1, 1)),
        Days(announced.DaysOff),
        Days(announced.MakeUpWorkingDays));

    private static HolidayView[] Days(IReadOnlyDictionary<DateOnly, string> days) =>
        [.. days.OrderBy(day => day.Key).Select(day => new HolidayView(day.Key, day.Value))];
}

internal sealed record HolidayView(DateOnly Day, string Holiday);
