using Efficiency.Accountability.Domain;
using Efficiency.ServiceDefaults.Directory;
using PostKinds = Efficiency.Accountability.Domain.PostKinds;

namespace Efficiency.Accountability.Tests.Domain;

public sealed class DirectoryRulesTests
{
    private static readonly DateTimeOffset Day = new(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly Guid Chen = Guid.CreateVersion7();
    private static readonly Guid Lin = Guid.CreateVersion7();

    [Theory]
    [InlineData("city", null, null)]
    [InlineData("city", "city", "unit-parent-kind")]
    [InlineData("district", "city", null)]
    [InlineData("town", "district", null)]
    [InlineData("town", "department", "unit-parent-kind")]
    [InlineData("department", "town", null)]
    [InlineData("department", null, null)] // one organ without a city
    [InlineData("department", "section", "unit-parent-kind")]
    [InlineData("section", "department", null)]
    [InlineData("section", "section", null)]
    [InlineData("section", null, "unit-parent-needed")]
    public void Unit_stands_under_the_right_kind(string kind, string? parent, string? code) =>
        (UnitRules.CheckParent(kind, parent)?.Code).ShouldBe(code);

    // What powers look at must be a kind that a post can have.
    [Fact]
    public void Kinds_of_post_that_carry_a_power_are_known() =>
        Powers.All.SelectMany(Powers.KindsOf).Except(PostKinds.All, StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    [InlineData(null, null)]
    [InlineData("440100", null)]
    [InlineData("4401", "division-code-invalid")]
    [InlineData("４４０１００", "division-code-invalid")] // full-width digits are no code
    public void Division_code_has_six_digits(string? code, string? refusal) =>
        (UnitRules.CheckDivisionCode(code)?.Code).ShouldBe(refusal);

    // PR-03: one named person a seat; AB-02: A and B are two people. Periods are half-open.
    [Theory]
    [InlineData("A", "chen", 10, 20, "seat-taken")] // Lin holds A from 0 to 30
    [InlineData("A", "chen", 30, 40, null)] // begins when the other ends
    [InlineData("A", "chen", 29, 40, "seat-taken")]
    [InlineData("B", "chen", 10, 20, null)]
    [InlineData("B", "lin", 10, 20, "same-person-twice")]
    [InlineData("third", "lin", 29, 40, "same-person-twice")]
    [InlineData("B", "lin", 30, 40, null)] // no longer A by then
    [InlineData("B", "chen", 20, 10, "period-reversed")]
    [InlineData("B", "chen", 10, 10, "period-reversed")] // nobody holds a seat for no time
    public void Seat_is_held_by_one_person_at_a_time(string seat, string who, int from, int to, string? code)
    {
        SeatHolder[] present = [new(Guid.CreateVersion7(), "A", Lin, At(0, 30))];
        var staff = string.Equals(who, "lin", StringComparison.Ordinal) ? Lin : Chen;
        SeatRules.CheckAssignment(seat, staff, At(from, to), present).Select(r => r.Code).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public void Both_faults_of_an_assignment_are_told() => SeatRules
        .CheckAssignment("A", Chen, At(0, 10),
            [new(Guid.CreateVersion7(), "A", Lin, At(0, 30)), new(Guid.CreateVersion7(), "B", Chen, At(0, 30))])
        .Select(r => r.Code).ShouldBe(["seat-taken", "same-person-twice"]);

    [Theory]
    [InlineData(null, 5, null)] // open: ends now
    [InlineData(20, 5, null)] // sooner than planned
    [InlineData(20, 20, "assignment-already-ended")]
    [InlineData(20, 25, "assignment-already-ended")] // a longer term is a new assignment
    [InlineData(null, -1, "period-reversed")]
    [InlineData(null, 0, null)] // never came about
    public void Assignment_ends_sooner_never_later(int? to, int end, string? code) =>
        (SeatRules.CheckEnd(At(0, to), Day.AddDays(end))?.Code).ShouldBe(code);

    [Theory]
    [InlineData(0, 10, 10, 20, false)] // touch
    [InlineData(0, 11, 10, 20, true)]
    [InlineData(0, null, 10, 20, true)]
    [InlineData(5, 5, 0, 10, false)] // empty
    public void Periods_are_half_open(int from, int? to, int otherFrom, int? otherTo, bool overlap) =>
        At(from, to).Overlaps(At(otherFrom, otherTo)).ShouldBe(overlap);

    private static Period At(int from, int? to) => new(Day.AddDays(from), to is null ? null : Day.AddDays(to.Value));
}
