using System.Globalization;
using Efficiency.Deadlines.Domain;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests.Domain;

/// <summary>Accepted on Thursday 2026-09-24 with five working days: over Mid-Autumn and National Day (TL-04, AMB-11, LAW-17).</summary>
public sealed class MainCaseTests
{
    private readonly Terms _terms = Terms(5, "working-days", "2026-09-24 10:00");

    [Fact]
    public void Five_working_days_over_National_Day_end_on_Friday_the_ninth_at_close()
    {
        var standing = Evaluate(_terms);

        standing.State.ShouldBe(DeadlineState.Running);
        standing.Due.Day.ShouldBe(Day("2026-10-09"));
        standing.Due.At.ShouldBe(At("2026-10-09 17:30"));
        standing.Due.At.Offset.ShouldBe(TimeSpan.FromHours(8));
        standing.Due.Provisional.ShouldBeFalse();
    }

    [Fact]
    public void Yellow_comes_at_the_opening_of_the_eighth_and_the_second_red_five_working_days_after_the_ninth()
    {
        var rungs = Evaluate(_terms).Rungs;

        rungs.Yellow.ShouldBe(At("2026-10-08 08:30"));
        rungs.Red.ShouldBe(At("2026-10-09 17:30"));
        // Sat 10 (make-up) = 1, Mon 12 = 2, Tue 13 = 3, Wed 14 = 4, Thu 15 = 5.
        rungs.SecondRed.ShouldBe(At("2026-10-15 17:30"));
    }

    [Fact]
    public void The_explanation_says_day_by_day_why()
    {
        var days = Explanation.Of(Schedule, _terms, Evaluate(_terms), [], Day("2026-09-24"));

        days.Select(day => (day.Day.ToString("MM-dd", CultureInfo.InvariantCulture), day.Code, day.Ordinal, day.Holiday)).ShouldBe(
        [
            ("09-24", "start", null, null),
            ("09-25", "holiday", null, "中秋"),
            ("09-26", "holiday", null, "中秋"),
            ("09-27", "holiday", null, "中秋"),
            ("09-28", "counted", 1, null),
            ("09-29", "counted", 2, null),
            ("09-30", "counted", 3, null),
            ("10-01", "holiday", null, "国庆节"),
            ("10-02", "holiday", null, "国庆节"),
            ("10-03", "holiday", null, "国庆节"),
            ("10-04", "holiday", null, "国庆节"),
            ("10-05", "holiday", null, "国庆节"),
            ("10-06", "holiday", null, "国庆节"),
            ("10-07", "holiday", null, "国庆节"),
            ("10-08", "counted", 4, null),
            ("10-09", "counted", 5, null),
        ]);
        days.Single(day => day.IsDueDay).Day.ShouldBe(Day("2026-10-09"));
    }

    [Fact]
    public void Completed_on_the_make_up_Saturday_is_one_working_day_late()
    {
        var standing = Evaluate(_terms, completedAt: "2026-10-10 10:00");

        standing.State.ShouldBe(DeadlineState.Closed);
        var outcome = standing.Outcome.ShouldNotBeNull();
        outcome.InTime.ShouldBeFalse();
        outcome.WorkingDaysLate.ShouldBe(1);
        // Five days and 1.5 of the 7 hours of Saturday, of five: 5.2143 / 5.
        outcome.UsedShare.ShouldBe(1.0429m);
        // The red of the ninth came; the second red never will.
        standing.Rungs.Red.ShouldBe(At("2026-10-09 17:30"));
        standing.Rungs.SecondRed.ShouldBeNull();
    }

    [Fact]
    public void Completed_before_the_close_and_heard_of_later_takes_the_red_light_back()
    {
        var standing = Evaluate(_terms, completedAt: "2026-10-09 17:00");
        var fact = new LearntFact(Fact.Completed, At("2026-10-09 17:00"), At("2026-10-09 17:00"));

        LightReview.ReasonToWithdraw(Rung.Yellow, At("2026-10-08 08:30"), standing, fact).ShouldBeNull();
        LightReview.ReasonToWithdraw(Rung.Red, At("2026-10-09 17:30"), standing, fact).ShouldBe("completed-in-time");
    }
}
