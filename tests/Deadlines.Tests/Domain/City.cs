using System.Globalization;
using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;

namespace Efficiency.Deadlines.Tests.Domain;

/// <summary>The shipped calendar, the city's default hours (08:30-12:00, 14:00-17:30, seven hours a day) and times as people write them.</summary>
internal static class City
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    public static readonly CalendarNotice Notice = CalendarDocument.Parse(CalendarDocument.Shipped());
    public static readonly WorkingCalendar Calendar = CalendarOf(Notice);
    public static readonly WorkSchedule Schedule = new(Calendar, OfficeHoursTimeline.Create([]), Zone);

    public static WorkingCalendar CalendarOf(CalendarNotice notice) =>
        WorkingCalendar.TryCreate(notice, out var calendar, out var refusal) ? calendar : throw new InvalidOperationException(refusal.Code);

    public static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    /// <param name="local">Local time in the city, for example <c>2026-09-24 10:00</c>.</param>
    public static DateTimeOffset At(string local)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Zone.GetUtcOffset(time));
    }

    public static Limit Limit(int amount, string unit) =>
        Deadlines.Domain.Limit.TryCreate(amount, unit, out var limit, out var refusal) ? limit : throw new InvalidOperationException(refusal.Code);

    public static Terms Terms(int amount, string unit, string startedAt, LimitEnd end = LimitEnd.CloseOfBusiness) =>
        new(Limit(amount, unit), end, At(startedAt), RungRule.Default);

    public static Pause Pause(string from, string? until = null) =>
        new(Guid.CreateVersion7(), "expert-review", At(from), until is null ? null : At(until));

    public static Standing Evaluate(Terms terms, IEnumerable<Pause>? pauses = null, string? completedAt = null, WorkSchedule? schedule = null) =>
        Standing.TryEvaluate(schedule ?? Schedule, terms, pauses ?? [], completedAt is null ? null : At(completedAt), out var standing, out var refusal)
            ? standing
            : throw new InvalidOperationException(refusal.Code);

    public static OfficeHours Hours(params (string Opens, string Closes)[] periods) =>
        OfficeHours.TryCreate([.. periods.Select(period => new OfficePeriod(Time(period.Opens), Time(period.Closes)))], out var hours, out var refusal)
            ? hours
            : throw new InvalidOperationException(refusal.Code);

    private static TimeOnly Time(string time) => TimeOnly.Parse(time, CultureInfo.InvariantCulture);
}
