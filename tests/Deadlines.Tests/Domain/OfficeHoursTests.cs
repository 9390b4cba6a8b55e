using Efficiency.Deadlines.Domain;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests.Domain;

public sealed class OfficeHoursTests
{
    private static readonly OfficeHours Winter = Hours(("08:00", "12:00"), ("14:00", "18:00"));
    private static readonly OfficeHours Summer = Hours(("08:00", "12:00"), ("15:00", "18:30"));

    [Fact]
    public void Hours_need_a_period_that_lasts_and_periods_in_order()
    {
        Code([]).ShouldBe("office-hours-empty");
        Code([("12:00", "08:30")]).ShouldBe("office-period-too-short");
        Code([("08:30", "08:30")]).ShouldBe("office-period-too-short");
        Code([("08:30", "12:00"), ("11:00", "17:30")]).ShouldBe("office-periods-overlap");
        Code([("14:00", "17:30"), ("08:30", "12:00")]).ShouldBe("office-periods-overlap");
        Code([("08:30", "12:00"), ("12:00", "17:30")]).ShouldBeNull();
    }

    [Fact]
    public void Own_hours_hold_before_those_of_a_unit_above_and_these_before_the_citys()
    {
        var own = new OfficeHoursVersion(Guid.CreateVersion7(), 0, Day("2026-06-01"), Summer);
        var above = new OfficeHoursVersion(Guid.CreateVersion7(), 1, Day("2026-01-01"), Winter);
        var timeline = OfficeHoursTimeline.Create([own, above]);

        SourceOn("2025-12-31").ShouldBe((HoursSource.CityDefault, null));
        SourceOn("2026-01-01").ShouldBe((HoursSource.UnitAbove, above.Id));
        SourceOn("2026-05-31").ShouldBe((HoursSource.UnitAbove, above.Id));
        SourceOn("2026-06-01").ShouldBe((HoursSource.OwnUnit, own.Id));

        (HoursSource, Guid?) SourceOn(string day) =>
            timeline.Entries[timeline.IndexAt(Day(day))] is var entry ? (entry.Source, entry.VersionId) : default;
    }

    [Theory]
    // Fri 29 May closes at 18:00, Mon 1 June at 18:30: two days of eight hours and one of seven and a half.
    [InlineData("2026-05-28 18:00", 8, "2026-05-29 18:00")]
    [InlineData("2026-05-29 17:00", 2, "2026-06-01 09:00")]
    [InlineData("2026-05-29 18:00", 5, "2026-06-01 16:00")]
    public void Hours_go_on_over_a_change_of_season(string start, int hours, string due) =>
        Evaluate(Terms(hours, "working-hours", start), schedule: Seasons()).Due.At.ShouldBe(At(due));

    [Fact]
    public void Day_of_the_new_season_closes_by_its_own_hours()
    {
        Evaluate(Terms(1, "working-days", "2026-05-29 10:00"), schedule: Seasons()).Due.At.ShouldBe(At("2026-06-01 18:30"));
        Evaluate(Terms(1, "working-days", "2026-05-28 10:00"), schedule: Seasons()).Due.At.ShouldBe(At("2026-05-29 18:00"));
    }

    [Theory]
    [InlineData("2026-03-02 07:00", "2026-03-02 08:30")]
    [InlineData("2026-03-02 09:15", "2026-03-02 09:15")]
    [InlineData("2026-03-02 12:00", "2026-03-02 14:00")]
    [InlineData("2026-03-06 17:30", "2026-03-09 08:30")]
    [InlineData("2026-10-01 09:00", "2026-10-08 08:30")]
    public void Next_opening(string instant, string opening)
    {
        Schedule.TryNextOpening(At(instant), out var result).ShouldBeTrue();
        result.ShouldBe(At(opening));
    }

    private static WorkSchedule Seasons() => new(
        Calendar,
        OfficeHoursTimeline.Create(
        [
            new(Guid.CreateVersion7(), 0, Day("2020-01-01"), Winter),
            new(Guid.CreateVersion7(), 0, Day("2026-06-01"), Summer),
        ]),
        Zone);

    private static string? Code((string Opens, string Closes)[] periods) => OfficeHours.TryCreate(
        [.. periods.Select(period => new OfficePeriod(Time(period.Opens), Time(period.Closes)))],
        out _,
        out var refusal) ? null : refusal.Code;

    private static TimeOnly Time(string time) => TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
