using CsCheck;
using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Tests.Domain;

/// <summary>Who stands in: AB-01, AB-08, AB-10, LAW-16. Days are counted from <see cref="Day"/>; <c>-</c> = nobody.</summary>
public sealed class CoverPlanTests
{
    private static readonly DateTimeOffset Day = new(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly Guid[] People = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];
    private static readonly Guid A = People[0];
    private static readonly Guid B = People[1];
    private static readonly Guid Third = People[2];

    private static readonly SeatHolder[] Pair = [Seat("A", A, 0, null), Seat("B", B, 0, null)];
    private static readonly SeatHolder[] Trio = [.. Pair, Seat("third", Third, 0, null)];

    [Fact]
    public void Nobody_stands_in_while_A_is_there() => CoverPlan.For(Pair, [Away(B, 1, 5)]).ShouldBeEmpty();

    [Fact]
    public void B_stands_in_for_A_without_being_asked() =>
        Shown(CoverPlan.For(Pair, [Away(A, 2, 5)])).ShouldBe("2..5 B");

    [Fact]
    public void Open_absence_is_covered_openly() =>
        Shown(CoverPlan.For(Pair, [Away(A, 2, null)])).ShouldBe("2.. B");

    [Fact]
    public void Third_covers_what_B_is_away_for() =>
        Shown(CoverPlan.For(Trio, [Away(A, 2, 8), Away(B, 4, 6)])).ShouldBe("2..4 B, 4..6 third, 6..8 B");

    [Fact]
    public void Post_is_uncovered_where_A_and_B_are_away_together() =>
        Shown(CoverPlan.For(Pair, [Away(A, 2, 8), Away(B, 4, 6)])).ShouldBe("2..4 B, 4..6 -, 6..8 B");

    [Fact]
    public void Post_without_B_is_uncovered() => Shown(CoverPlan.For([Pair[0]], [Away(A, 2, 3)])).ShouldBe("2..3 -");

    [Fact]
    public void Change_of_B_in_the_middle_changes_the_stand_in() => Shown(CoverPlan.For(
        [Pair[0], Seat("B", B, 0, 4), Seat("B", Third, 4, null)], [Away(A, 2, 6)])).ShouldBe("2..4 B, 4..6 third");

    [Fact]
    public void Absence_covers_only_the_time_in_which_the_seat_is_held() => Shown(CoverPlan.For(
        [Seat("A", A, 3, 5), Pair[1]], [Away(A, 0, 9)])).ShouldBe("3..5 B");

    // LAW-16 and AB-03: planned leave that leaves the post empty is refused, sudden absence never.
    [Theory]
    [InlineData(true, true, 24, "stand-in-away-too")]
    [InlineData(true, true, 2, "stand-in-away-too")] // even for two hours
    [InlineData(true, false, 24, "no-stand-in")] // AB-04: one day or more
    [InlineData(true, false, 2, null)] // AB-03: a short absence needs consent only
    [InlineData(false, true, 240, null)]
    [InlineData(false, false, 240, null)]
    public void Planned_leave_that_empties_the_post_is_refused(bool planned, bool hasB, int hours, string? code)
    {
        var absence = new Period(Day, Day.AddHours(hours));
        SeatHolder[] seats = hasB ? Pair : [Pair[0]];
        var plan = CoverPlan.For(seats, [new Away(A, absence), Away(B, 0, 30)]);
        (AbsenceRules.CheckCover("P-1", planned, absence, TimeSpan.FromDays(1), seats, plan)?.Code).ShouldBe(code);
    }

    [Fact]
    public void Named_third_saves_the_leave()
    {
        var plan = CoverPlan.For(Trio, [Away(A, 2, 5), Away(B, 0, 9)]);
        AbsenceRules.CheckCover("P-1", true, Days(2, 5), TimeSpan.FromDays(1), Trio, plan).ShouldBeNull();
    }

    // AB-10: leave of B while A is away is the same emptiness from the other side.
    [Fact]
    public void Leave_of_B_while_A_is_away_is_refused()
    {
        var plan = CoverPlan.For(Pair, [Away(A, 0, 9), Away(B, 2, 5)]);
        (AbsenceRules.CheckCover("P-1", true, Days(2, 5), TimeSpan.FromDays(1), Pair, plan)?.Code).ShouldBe("stand-in-away-too");
    }

    [Fact]
    public void Early_return_cuts_the_cover_short()
    {
        var recorded = new RecordedCover(Guid.CreateVersion7(), new Cover(Days(2, 8), A, B));
        var change = CoverChange.Between([recorded], CoverPlan.For(Pair, [Away(A, 2, 5)]));
        change.Ended.ShouldBe([(recorded, Day.AddDays(5))]);
        change.Added.ShouldBeEmpty();
    }

    [Fact]
    public void Cancelled_absence_ends_the_cover_at_its_own_beginning()
    {
        var recorded = new RecordedCover(Guid.CreateVersion7(), new Cover(Days(2, 8), A, B));
        CoverChange.Between([recorded], []).Ended.ShouldBe([(recorded, Day.AddDays(2))]);
    }

    [Fact]
    public void Sick_B_is_replaced_for_as_long_as_he_is_away()
    {
        var recorded = new RecordedCover(Guid.CreateVersion7(), new Cover(Days(2, 8), A, B));
        var change = CoverChange.Between([recorded], CoverPlan.For(Pair, [Away(A, 2, 8), Away(B, 4, 6)]));
        change.Ended.ShouldBe([(recorded, Day.AddDays(4))]);
        Shown(change.Added).ShouldBe("4..6 -, 6..8 B");
    }

    [Fact]
    public void Longer_absence_adds_the_rest()
    {
        var recorded = new RecordedCover(Guid.CreateVersion7(), new Cover(Days(2, 5), A, B));
        var change = CoverChange.Between([recorded], CoverPlan.For(Pair, [Away(A, 2, 8)]));
        change.Ended.ShouldBeEmpty();
        Shown(change.Added).ShouldBe("5..8 B");
    }

    // Whatever happens, in whatever order: the record after each change says at every hour what the plan says.
    [Fact]
    public void Record_follows_the_plan()
    {
        var period = Gen.Select(Gen.Int[0, 20], Gen.Int[1, 12], (from, days) => Days(from, from + days));
        var away = Gen.Select(Gen.Int[0, 3], period, (who, p) => new Away(People[who], p)).Array[0, 6];
        var seats = Gen.Select(Gen.OneOf(Gen.Const("A"), Gen.Const("B"), Gen.Const("third")), Gen.Int[0, 3], period,
            (seat, who, p) => new SeatHolder(Guid.CreateVersion7(), seat, People[who], p)).Array[0, 5];
        Gen.Select(seats, away).Array[1, 5].Sample(steps =>
        {
            var record = new List<RecordedCover>();
            foreach (var (holders, absences) in steps)
            {
                var plan = CoverPlan.For(holders, absences);
                var change = CoverChange.Between(record, plan);
                foreach (var (cover, endedAt) in change.Ended)
                {
                    record.Remove(cover);
                    record.Add(cover with { Cover = cover.Cover with { Period = cover.Cover.Period with { To = endedAt } } });
                }
                record.AddRange(change.Added.Select(c => new RecordedCover(Guid.CreateVersion7(), c)));
                for (var hour = 0; hour < 24 * 34; hour += 12)
                {
                    var at = Day.AddHours(hour);
                    var planned = plan.Where(c => c.Period.Contains(at)).Select(c => (c.ForStaffId, c.StaffId)).ToArray();
                    var recorded = record.Where(c => c.Cover.Period.Contains(at))
                        .Select(c => (c.Cover.ForStaffId, c.Cover.StaffId)).ToArray();
                    if (!planned.SequenceEqual(recorded)
                        || planned.Any(c => c.StaffId is { } s && absences.Any(a => a.StaffId == s && a.Period.Contains(at))))
                    {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    private static string Shown(IEnumerable<Cover> covers) => string.Join(", ", covers.Select(c =>
        $"{Days(c.Period.From)}..{(c.Period.To is { } to ? Days(to) : "")} {Name(c.StaffId)}"));

    private static string Name(Guid? staff) => staff is null ? "-" : staff == B ? "B" : staff == Third ? "third" : "?";

    private static double Days(DateTimeOffset instant) => (instant - Day).TotalDays;

    private static Period Days(int from, int? to) => new(Day.AddDays(from), to is null ? null : Day.AddDays(to.Value));

    private static SeatHolder Seat(string seat, Guid staff, int from, int? to) =>
        new(Guid.CreateVersion7(), seat, staff, Days(from, to));

    private static Away Away(Guid staff, int from, int? to) => new(staff, Days(from, to));
}
