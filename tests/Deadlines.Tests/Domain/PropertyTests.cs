using CsCheck;
using Efficiency.Deadlines.Domain;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests.Domain;

/// <summary>What holds for every day, limit and pause. Days lie between 2010 and 2040, so announced and provisional years both come up.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[Day("2010-01-01").DayNumber, Day("2040-12-31").DayNumber].Select(DateOnly.FromDayNumber);

    // A minute of any day, in the year that has the most holidays to trip over.
    private static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, 366 * 24 * 60].Select(minute => At("2026-01-01").AddMinutes(minute));

    private static readonly Gen<Limit> DayLimits = Gen.Int[1, 60].Select(amount => Limit(amount, "working-days"));

    private static readonly Gen<Limit> Limits = Gen.OneOf(
        DayLimits,
        Gen.Int[1, 300].Select(amount => Limit(amount, "working-hours")),
        Gen.Int[1, 90].Select(amount => Limit(amount, "calendar-days")),
        Gen.Int[1, 6].Select(amount => Limit(amount, "months")));

    private static readonly Gen<Pause[]> Pauses = Gen.Select(Instants, Gen.Int[0, 30 * 24 * 60])
        .Select((from, minutes) => new Pause(Guid.CreateVersion7(), "expert-review", from, from.AddMinutes(minutes))).Array[0, 4];

    private static readonly WorkSchedule Seasons = new(
        Calendar,
        OfficeHoursTimeline.Create(
        [
            new(Guid.CreateVersion7(), 0, Day("2026-05-01"), Hours(("08:00", "12:00"), ("15:00", "18:30"))),
            new(Guid.CreateVersion7(), 0, Day("2026-10-01"), Hours(("09:00", "17:00"))),
        ]),
        Zone);

    // A hundred rounds, the default, miss the rare meetings of a pause and a holiday.
    public PropertyTests() => Check.Iter = Math.Max(Check.Iter, 2_000);

    [Fact]
    public void Adding_lands_on_a_working_day_and_counting_gives_what_was_added() =>
        Gen.Select(Days, Gen.Int[-300, 300]).Where((_, n) => n != 0).Sample((day, n) =>
        {
            Calendar.TryAdd(day, n, out var result).ShouldBeTrue();
            Calendar.IsWorking(result).ShouldBeTrue();
            if (n > 0)
            {
                Calendar.Count(day, result).ShouldBe(n);
            }
            else
            {
                // Strictly before: the day itself is not among the n.
                Calendar.Count(result.AddDays(-1), day.AddDays(-1)).ShouldBe(-n);
            }
        });

    [Fact]
    public void Adding_is_monotone() => Gen.Select(Days, Gen.Int[0, 400], Gen.Int[1, 200], Gen.Int[0, 50]).Sample((day, later, n, more) =>
    {
        Calendar.TryAdd(day, n, out var first).ShouldBeTrue();
        Calendar.TryAdd(day.AddDays(later), n, out var second).ShouldBeTrue();
        Calendar.TryAdd(day, n + more, out var third).ShouldBeTrue();
        first.ShouldBeLessThanOrEqualTo(second);
        first.ShouldBeLessThanOrEqualTo(third);
    });

    [Fact]
    public void Table_agrees_with_walking_day_by_day() => Gen.Select(Days, Gen.Int[0, 200]).Sample((day, length) =>
    {
        var walked = 0;
        for (var step = 1; step <= length; step++)
        {
            walked += Calendar.Describe(day.AddDays(step)).IsWorking ? 1 : 0;
        }

        Calendar.Count(day, day.AddDays(length)).ShouldBe(walked);
    });

    [Fact]
    public void Hours_and_days_agree() => Gen.Select(Instants, Gen.Int[1, 60]).Sample((instant, days) =>
    {
        // From the end of a day, n days of seven hours end where n days end.
        var start = Schedule.EndOf(Schedule.DayOf(instant));
        Schedule.TryAddWorked(start, days * TimeSpan.FromHours(7).Ticks, out var byHours).ShouldBeTrue();
        Calendar.TryAdd(Schedule.DayOf(instant), days, out var day).ShouldBeTrue();
        byHours.ShouldBe(Schedule.CloseOf(day));
    });

    [Fact]
    public void Working_time_added_is_working_time_between() => Gen.Select(Instants, Gen.Long[1, TimeSpan.TicksPerDay * 20]).Sample((instant, ticks) =>
    {
        Seasons.TryAddWorked(instant, ticks, out var end).ShouldBeTrue();
        Seasons.WorkedBetween(instant, end).ShouldBe(ticks);
        // An end lies in working time: a moment before it something is still to be done.
        Seasons.WorkedBetween(instant, end.AddTicks(-1)).ShouldBeLessThan(ticks);

        Seasons.TryAddWorked(instant, -ticks, out var begin).ShouldBeTrue();
        Seasons.WorkedBetween(begin, instant).ShouldBe(ticks);
        Seasons.WorkedBetween(begin.AddTicks(1), instant).ShouldBeLessThan(ticks);
    });

    [Fact]
    public void Limit_of_an_organ_ends_at_a_close_of_business() => Gen.Select(Limits, Instants, Pauses).Sample((limit, start, pauses) =>
    {
        var due = Evaluate(new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default), pauses, schedule: Seasons).Due;

        Calendar.IsWorking(due.Day).ShouldBeTrue();
        if (limit.Unit != LimitUnit.WorkingHours)
        {
            due.At.ShouldBe(Seasons.CloseOf(due.Day));
        }
    });

    [Fact]
    public void Due_is_monotone_in_start_amount_and_pauses() => Gen.Select(DayLimits, Instants, Gen.Int[0, 100_000], Gen.Int[0, 20], Pauses).Sample(
        (limit, start, minutes, more, pauses) =>
        {
            var terms = new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default);
            var plain = Evaluate(terms).Due.At;

            Evaluate(terms with { StartedAt = start.AddMinutes(minutes) }).Due.At.ShouldBeGreaterThanOrEqualTo(plain);
            Evaluate(terms with { Limit = Limit(limit.Amount + more, "working-days") }).Due.At.ShouldBeGreaterThanOrEqualTo(plain);
            Evaluate(terms, pauses).Due.At.ShouldBeGreaterThanOrEqualTo(plain);
        });

    [Fact]
    public void Limit_never_ends_while_it_stands_still() => Gen.Select(Limits, Instants, Pauses).Sample((limit, start, pauses) =>
    {
        var standing = Evaluate(new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default), pauses, schedule: Seasons);

        pauses.ShouldNotContain(pause => pause.From < standing.Due.At && standing.Due.At < pause.Until);
    });

    [Fact]
    public void Order_in_which_pauses_become_known_does_not_matter() => Gen.Select(Limits, Instants, Pauses).Sample((limit, start, pauses) =>
    {
        var terms = new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default);

        Evaluate(terms, pauses.Reverse(), schedule: Seasons).Due.ShouldBe(Evaluate(terms, pauses, schedule: Seasons).Due);
    });

    [Fact]
    public void Explanation_counts_exactly_the_limit_and_ends_on_the_due_day() => Gen.Select(Limits, Instants, Pauses).Sample((limit, start, pauses) =>
    {
        var terms = new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default);
        var standing = Evaluate(terms, pauses, schedule: Seasons);

        var days = Explanation.Of(Seasons, terms, standing, pauses, Day("2026-01-01"));

        days[^1].Day.ShouldBe(standing.Due.Day);
        days[^1].IsDueDay.ShouldBeTrue();
        switch (limit.Unit)
        {
            case LimitUnit.WorkingDays:
                days.Max(day => day.Ordinal ?? 0).ShouldBe(limit.Amount);
                days[^1].Ordinal.ShouldBe(limit.Amount);
                break;
            case LimitUnit.WorkingHours:
                TimeSpan.FromTicks(days.Sum(day => day.Worked?.Ticks ?? 0)).ShouldBe(TimeSpan.FromHours(limit.Amount));
                break;
            case LimitUnit.CalendarDays:
                // Where the last day by count is a day off, the day after the holiday stands in for it.
                days.Max(day => day.Ordinal ?? 0).ShouldBe(limit.Amount);
                days[^1].Ordinal.ShouldBe(limit.Amount);
                break;
        }
    });

    [Fact]
    public void Used_share_is_one_at_the_end_and_more_only_when_late() => Gen.Select(Limits, Instants, Pauses, Gen.Int[1, 200_000]).Sample((limit, start, pauses, minutes) =>
    {
        var terms = new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default);
        Standing.TryEvaluate(Seasons, terms, pauses, start.AddMinutes(minutes), out var standing, out _).ShouldBeTrue();
        var outcome = standing.Outcome!.Value;

        outcome.UsedShare.ShouldBeGreaterThanOrEqualTo(0);
        if (outcome.InTime)
        {
            outcome.UsedShare.ShouldBeLessThanOrEqualTo(1);
        }
        else
        {
            outcome.UsedShare.ShouldBeGreaterThanOrEqualTo(1);
        }
    });

    [Fact]
    public void Rungs_come_in_order_after_the_start() => Gen.Select(Limits, Instants, Pauses).Sample((limit, start, pauses) =>
    {
        var rungs = Evaluate(new Terms(limit, LimitEnd.CloseOfBusiness, start, RungRule.Default), pauses, schedule: Seasons).Rungs;

        (rungs.Yellow is null || (rungs.Yellow > start && rungs.Yellow < rungs.Red)).ShouldBeTrue();
        rungs.SecondRed!.Value.ShouldBeGreaterThan(rungs.Red!.Value);
    });

    [Fact]
    public void Arithmetic_allocates_nothing()
    {
        var day = Day("2026-03-02");
        var instant = At("2026-03-02 10:00");
        Work();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
        {
            Work();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Work()
        {
            Calendar.TryAdd(day, 20, out var last);
            Calendar.Count(day, last);
            Seasons.TryNextOpening(instant, out _);
            Seasons.TryAddWorked(instant, TimeSpan.TicksPerHour * 40, out _);
            Seasons.CloseOf(last);
        }
    }
}
