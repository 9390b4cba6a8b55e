using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Features.Deadlines;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests;

/// <summary>The words of an explanation: for every code, in both languages, without a hole.</summary>
public sealed class ExplanationTextTests
{
    private readonly ExplanationTexts _texts = new();

    [Fact]
    public void Every_code_has_words_in_both_languages()
    {
        foreach (var unit in Enum.GetValues<LimitUnit>())
        {
            var deadline = Of(Terms(5, Code.Of(unit), "2026-09-24 10:00"));
            foreach (var code in DayCodes.All)
            {
                if (unit != LimitUnit.WorkingDays && code is DayCodes.CountedMakeUp)
                {
                    continue;
                }

                var day = new ExplainedDay(Day("2027-10-09"), code, 3, TimeSpan.FromMinutes(90), "国庆节", "expert-review", IsDueDay: true, Provisional: true);
                var text = _texts.Day(day, deadline, Schedule);
                text.Zh.ShouldNotContain("{");
                text.En.ShouldNotContain("{");
                text.En.ShouldNotContain("国庆");
            }
        }
    }

    [Fact]
    public void Every_holiday_of_the_shipped_calendar_has_an_English_name()
    {
        var deadline = Of(Terms(5, "working-days", "2026-09-24 10:00"));
        var holidays = Notice.Years.Values.SelectMany(year => year.DaysOff.Values.Concat(year.MakeUpWorkingDays.Values)).Distinct(StringComparer.Ordinal);
        foreach (var holiday in holidays)
        {
            _texts.Day(new ExplainedDay(Day("2026-10-01"), DayCodes.Holiday, null, null, holiday, null, false, false), deadline, Schedule)
                .En.ShouldNotContain(holiday);
        }
    }

    [Theory]
    // Two hours from Monday 11:00: one before the break, one after it.
    [InlineData(2, "working-hours", "2026-03-02 11:00", "计2小时0分；期限届满日，15:00截止")]
    // 4 Aug + 60 days lies in National Day.
    [InlineData(60, "calendar-days", "2026-08-04 10:00", "第60日；期限届满日，17:30截止")]
    [InlineData(1, "months", "2026-01-31 10:00", "第28日；期限届满日，17:30截止")]
    public void Last_day_says_when_the_limit_ends(int amount, string unit, string start, string text)
    {
        var terms = Terms(amount, unit, start);
        var days = Explanation.Of(Schedule, terms, Evaluate(terms), [], Day("2026-01-01"));

        _texts.Day(days[^1], Of(terms), Schedule).Zh.ShouldBe(text);
    }

    [Theory]
    [InlineData(null, "2026-09-24 10:00起算，期限5个工作日，2026-10-09 17:30前办结为按时。")]
    [InlineData("2026-09-30 12:00", "2026-09-24 10:00起算，期限5个工作日，应于2026-10-09 17:30前办结；2026-09-30 12:00办结，按时。")]
    [InlineData("2026-10-10 10:00", "2026-09-24 10:00起算，期限5个工作日，应于2026-10-09 17:30前办结；2026-10-10 10:00办结，逾期1个工作日。")]
    public void Summary_says_it_in_one_sentence(string? completedAt, string text) =>
        _texts.Summary(Of(Terms(5, "working-days", "2026-09-24 10:00"), completedAt), Schedule).Zh.ShouldBe(text);

    private static Deadline Of(Terms terms, string? completedAt = null) => Deadline.Start(
        Guid.CreateVersion7(),
        new Subject("case", Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()),
        "promised",
        "TL-09",
        terms,
        Evaluate(terms, completedAt: completedAt),
        new ComputedWith(Guid.CreateVersion7(), []),
        null);
}
