using Efficiency.Deadlines.Domain;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests.Domain;

/// <summary>The server's own zone is nobody's business: the same dates come out wherever the process runs.</summary>
public sealed class ServerZoneTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Asia/Shanghai")]
    public void Same_due_date_in_any_server_zone(string serverZone)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        Environment.SetEnvironmentVariable("TZ", serverZone);
        TimeZoneInfo.ClearCachedData();
        try
        {
            TimeZoneInfo.Local.GetUtcOffset(At("2026-03-02 10:00"))
                .ShouldBe(TimeZoneInfo.FindSystemTimeZoneById(serverZone).GetUtcOffset(At("2026-03-02 10:00")));

            Evaluate(Terms(5, "working-days", "2026-09-24 10:00")).Due.At.ShouldBe(At("2026-10-09 17:30"));
            Evaluate(Terms(8, "working-hours", "2026-03-06 16:00")).Due.At.ShouldBe(At("2026-03-09 17:00"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void City_with_summer_time_opens_by_the_clock_on_the_wall()
    {
        // Berlin goes to summer time on Sunday 2026-03-29: Friday's opening is 07:30Z, Monday's 06:30Z.
        var schedule = new WorkSchedule(Calendar, OfficeHoursTimeline.Create([]), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        schedule.OpeningOf(Day("2026-03-27")).UtcDateTime.Hour.ShouldBe(7);
        schedule.OpeningOf(Day("2026-03-30")).UtcDateTime.Hour.ShouldBe(6);
        schedule.WorkedBetween(schedule.OpeningOf(Day("2026-03-27")), schedule.OpeningOf(Day("2026-03-30"))).ShouldBe(TimeSpan.FromHours(7).Ticks);
    }
}
