using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Tests.Domain;

public sealed class AbsenceRulesTests
{
    private static readonly DateTimeOffset Day = new(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(8));

    // LAW-16, AB-04: what is arranged before can be refused, what befalls a person can't.
    [Theory]
    [InlineData("meeting", true)]
    [InlineData("business-trip", true)]
    [InlineData("annual-leave", true)]
    [InlineData("other", true)]
    [InlineData("sick-leave", false)]
    [InlineData("emergency", false)]
    public void Kind_is_planned_or_sudden(string kind, bool planned) => AbsenceKinds.IsPlanned(kind).ShouldBe(planned);

    [Theory]
    [InlineData(0, 5, 5, 9, null)]
    [InlineData(0, 5, 4, 9, "absence-overlaps")]
    [InlineData(0, null, 4, 9, "absence-overlaps")]
    public void One_absence_of_a_person_at_a_time(int from, int? to, int otherFrom, int otherTo, string? code) =>
        (AbsenceRules.CheckOverlap(Days(from, to), [Days(otherFrom, otherTo)])?.Code).ShouldBe(code);

    // AT-05: back at; the absence from 2 to 8.
    [Theory]
    [InlineData(5, "return", 5)] // early
    [InlineData(8, "return", 8)] // on time
    [InlineData(9, "return", 8)] // late: the stand-in was named until 8
    [InlineData(2, "cancel", 2)] // called off
    [InlineData(0, "cancel", 2)]
    public void Return_ends_the_absence(int backAt, string act, int effectiveTo)
    {
        AbsenceLifecycle.ActOf(Days(2, 8), Day.AddDays(backAt)).ShouldBe(act);
        AbsenceLifecycle.Effective(Days(2, 8), Day.AddDays(backAt)).To.ShouldBe(Day.AddDays(effectiveTo));
    }

    [Theory]
    [InlineData(5, 5, null)]
    [InlineData(6, 5, "return-in-the-future")]
    [InlineData(1, 0, null)] // called off before it began, at 2
    public void Return_is_reported_when_it_happened(int backAt, int now, string? code) =>
        (AbsenceLifecycle.CheckReturn(Days(2, 8), Day.AddDays(backAt), Day.AddDays(now))?.Code).ShouldBe(code);

    private static Period Days(int from, int? to) => new(Day.AddDays(from), to is null ? null : Day.AddDays(to.Value));
}
