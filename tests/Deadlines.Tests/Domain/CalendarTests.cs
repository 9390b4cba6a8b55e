using Efficiency.Deadlines.Domain;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests.Domain;

public sealed class CalendarTests
{
    [Fact]
    public void Shipped_calendar_covers_2007_to_2026_and_twenty_provisional_years()
    {
        Calendar.FirstDay.ShouldBe(Day("2007-01-01"));
        Calendar.LastAnnouncedYear.ShouldBe(2026);
        Calendar.LastDay.ShouldBe(Day("2046-12-31"));
        Calendar.IsProvisional(Day("2026-12-31")).ShouldBeFalse();
        Calendar.IsProvisional(Day("2027-01-01")).ShouldBeTrue();
    }

    [Theory]
    // 261 days from Monday to Friday; off of them 1-2 Jan, 16-20 and 23 Feb, 6 Apr, 1, 4, 5 May, 19 June, 25 Sep,
    // 1, 2, 5, 6, 7 Oct (19); six make-up days: 261 - 19 + 6.
    [InlineData(2026, 248)]
    // 261; off 1 and 28-31 Jan, 3-4 Feb, 4 Apr, 1, 2, 5 May, 2 June, 1-3 and 6-8 Oct (18); five make-up days.
    [InlineData(2025, 248)]
    public void Working_days_of_a_year(int year, int days) =>
        Calendar.Count(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)).ShouldBe(days);

    [Theory]
    [InlineData("2006-12-31", 1)]
    [InlineData("2047-01-01", 1)]
    [InlineData("2046-12-31", 1)]
    [InlineData("2007-01-01", -1)]
    public void Adding_beyond_the_calendar_says_so(string day, int n) => Calendar.TryAdd(Day(day), n, out _).ShouldBeFalse();

    [Fact]
    public void Limit_that_leaves_the_calendar_is_refused()
    {
        Standing.TryEvaluate(Schedule, Terms(10, "working-days", "2046-12-28 10:00"), [], null, out _, out var refusal).ShouldBeFalse();
        refusal!.Code.ShouldBe("beyond-calendar");
        Standing.TryEvaluate(Schedule, Terms(10, "working-days", "2006-12-28 10:00"), [], null, out _, out refusal).ShouldBeFalse();
        refusal!.Code.ShouldBe("beyond-calendar");
        Standing.TryEvaluate(Schedule, Terms(5, "working-days", "2026-03-02 10:00"), [], At("2060-01-01 10:00"), out _, out refusal).ShouldBeFalse();
        refusal!.Arguments!["day"].ShouldBe("2060-01-01");
    }

    [Theory]
    [InlineData(-1, "working-days", "limit-out-of-range")]
    [InlineData(0, "calendar-days", "limit-out-of-range")]
    [InlineData(0, "working-hours", "limit-out-of-range")]
    [InlineData(1_000_000, "working-days", "limit-out-of-range")]
    [InlineData(61, "months", "limit-out-of-range")]
    [InlineData(5, "weeks", "limit-unit-unknown")]
    public void Absurd_limit_is_refused(int amount, string unit, string code)
    {
        Deadlines.Domain.Limit.TryCreate(amount, unit, out _, out var refusal).ShouldBeFalse();
        refusal!.Code.ShouldBe(code);
    }

    [Theory]
    // "The same day" (AMB-11) is the day itself before its close, else the next working day.
    [InlineData("2026-10-09 10:00", "2026-10-09 17:30")]
    [InlineData("2026-10-09 17:30", "2026-10-10 17:30")]
    [InlineData("2026-10-11 10:00", "2026-10-12 17:30")]
    public void Same_day_ends_on_the_day_itself(string start, string due) =>
        Evaluate(Terms(0, "working-days", start)).Due.At.ShouldBe(At(due));

    [Fact]
    public void Faulty_notice_is_refused_with_its_fault()
    {
        Fault([]).ShouldBe("calendar-without-years");
        Fault([(2025, Year()), (2027, Year())]).ShouldBe("calendar-year-missing");
        Fault([(2026, Year(off: "2027-01-01"))]).ShouldBe("calendar-day-in-wrong-year");
        // A Monday needs no making up; a day cannot be both.
        Fault([(2026, Year(makeUp: "2026-03-02"))]).ShouldBe("make-up-day-is-no-weekend");
        Fault([(2026, Year(off: "2026-03-07", makeUp: "2026-03-07"))]).ShouldBe("make-up-day-is-no-weekend");
    }

    private static string? Fault(IEnumerable<(int Year, AnnouncedYear Content)> years) =>
        CalendarCheck.FirstFault(Notice with { Years = years.ToDictionary(year => year.Year, year => year.Content) })?.Code;

    private static AnnouncedYear Year(string? off = null, string? makeUp = null) => new(Days(off), Days(makeUp));

    private static Dictionary<DateOnly, string> Days(string? day) => day is null ? [] : new() { [Day(day)] = "元旦" };
}
