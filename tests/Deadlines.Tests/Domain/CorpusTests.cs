using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests.Domain;

/// <summary>Deadlines that other systems got wrong. Monday 2026-03-02 begins an ordinary month: five days a week, no holiday.</summary>
public sealed class CorpusTests
{
    // 3 Mar = 1, 4 = 2, 5 = 3, 6 = 4, Mon 9 = 5.
    private readonly Terms _ordinary = Terms(5, "working-days", "2026-03-02 10:00");

    [Theory]
    // 1. Fri 6 stands still at its close, Mon 9 runs again: 3, 4, 5, 9, 10. The weekend adds nothing.
    [InlineData("2026-03-06 10:00", "2026-03-09 10:00", "2026-03-10")]
    // 1. The same pause begun on Saturday and ended on Sunday takes no working day at all.
    [InlineData("2026-03-07 10:00", "2026-03-08 10:00", "2026-03-09")]
    // 1. Paused after the close of Friday: Friday had been worked.
    [InlineData("2026-03-06 18:00", "2026-03-09 08:00", "2026-03-09")]
    // 1. Resumed only after the close of Monday: neither Friday nor Monday counts: 3, 4, 5, 10, 11.
    [InlineData("2026-03-06 10:00", "2026-03-09 18:00", "2026-03-11")]
    // 1. Paused and resumed within one day: the day was worked to its end.
    [InlineData("2026-03-05 10:00", "2026-03-05 15:00", "2026-03-09")]
    public void Pause_over_a_weekend_resumes_with_the_same_budget(string from, string until, string dueDay) =>
        Evaluate(_ordinary, [Pause(from, until)]).Due.Day.ShouldBe(Day(dueDay));

    [Fact]
    public void Limit_changed_while_paused_keeps_the_pause()
    {
        // 2. Eight instead of five: 3, 4, 5, then Fri 6 paused, 9 = 4, 10, 11, 12 = 7, Fri 13 = 8.
        var changed = _ordinary with { Limit = Limit(8, "working-days") };

        Evaluate(changed, [Pause("2026-03-06 10:00", "2026-03-09 10:00")]).Due.Day.ShouldBe(Day("2026-03-13"));
    }

    [Fact]
    public void Due_time_that_passes_while_paused_is_not_missed()
    {
        // 3. Paused on Fri 6, the fourth day; Mon 9 passes without a due date and without a light.
        var paused = Evaluate(_ordinary, [Pause("2026-03-06 10:00")]);
        paused.State.ShouldBe(DeadlineState.Paused);
        paused.Rungs.Red.ShouldBeNull();
        paused.Rungs.SecondRed.ShouldBeNull();

        // Resumed on Mon 23: 3, 4, 5, 23 = 4, Tue 24 = 5.
        var resumed = Evaluate(_ordinary, [Pause("2026-03-06 10:00", "2026-03-23 10:00")]);
        resumed.State.ShouldBe(DeadlineState.Running);
        resumed.Due.At.ShouldBe(At("2026-03-24 17:30"));
    }

    [Fact]
    public void Paused_on_the_last_day_before_its_close_is_not_missed()
    {
        // 3. Mon 9 is the fifth day; it stands still at its close, so the fifth day is Wed 11, on which it runs again.
        Evaluate(_ordinary, [Pause("2026-03-09 17:29:59", "2026-03-11 09:00")]).Due.At.ShouldBe(At("2026-03-11 17:30"));
        // Paused at the close itself: the limit had run out.
        Evaluate(_ordinary, [Pause("2026-03-09 17:30", "2026-03-11 09:00")]).Due.At.ShouldBe(At("2026-03-09 17:30"));
    }

    [Fact]
    public void Paused_and_completed_in_one_save_counts_the_pause()
    {
        // 4. Without the pause due on Mon 9. Fri 6 and Mon 9 stand still, Tue 10 = 4, Wed 11 = 5: the 10th is in time.
        var standing = Evaluate(_ordinary, [Pause("2026-03-06 10:00")], completedAt: "2026-03-10 11:00");

        standing.State.ShouldBe(DeadlineState.Closed);
        standing.Due.Day.ShouldBe(Day("2026-03-11"));
        standing.Outcome!.Value.InTime.ShouldBeTrue();
    }

    [Theory]
    // 5. One instant, written by a viewer in another zone: 02:00Z, 21:00 of the day before, 14:00.
    [InlineData("2026-09-24T10:00+08:00")]
    [InlineData("2026-09-24T02:00Z")]
    [InlineData("2026-09-23T21:00-05:00")]
    [InlineData("2026-09-24T14:00+12:00")]
    public void Viewer_in_another_zone_sees_the_same_answer(string startedAt)
    {
        var start = DateTimeOffset.Parse(startedAt, System.Globalization.CultureInfo.InvariantCulture);
        var terms = Terms(5, "working-days", "2026-09-24 10:00") with { StartedAt = start };

        Evaluate(terms).Due.At.ShouldBe(At("2026-10-09 17:30"));
        Explanation.Of(Schedule, terms, Evaluate(terms), [], Day("2026-10-01"))[0].Day.ShouldBe(Day("2026-09-24"));
    }

    [Fact]
    public void Pause_adds_to_the_budget_also_for_a_case_received_on_a_holiday()
    {
        // 6. Received on Sat 3 Oct, paused on Sun 4 until Fri 9: of the pause only Thu 8 is a working day.
        // 9 = 1, Sat 10 (make-up) = 2, 12 = 3, 13 = 4, Wed 14 = 5.
        var terms = Terms(5, "working-days", "2026-10-03 10:00");

        Evaluate(terms, [Pause("2026-10-04 10:00", "2026-10-09 10:00")]).Due.At.ShouldBe(At("2026-10-14 17:30"));
        terms.StartedAt.ShouldBe(At("2026-10-03 10:00"));
    }

    [Theory]
    // 7. 10:00-12:00 two hours, 14:00-16:00 two more.
    [InlineData("2026-03-02 10:00", 4, "2026-03-02 16:00")]
    // 7. Used up at the lunch break: it ends at 12:00, not at 14:00.
    [InlineData("2026-03-02 11:00", 1, "2026-03-02 12:00")]
    // 7. Asked for during the break: counted from 14:00.
    [InlineData("2026-03-02 13:00", 1, "2026-03-02 15:00")]
    // 7. Fri 16:00-17:30 1.5 hours, Mon 08:30-12:00 3.5 = 5, 14:00-17:00 three more.
    [InlineData("2026-03-06 16:00", 8, "2026-03-09 17:00")]
    // 7. Exactly one day: from the opening to the close.
    [InlineData("2026-03-02 08:30", 7, "2026-03-02 17:30")]
    // 7. Asked for on a holiday: counted from the opening of Thu 8 Oct.
    [InlineData("2026-10-03 10:00", 2, "2026-10-08 10:30")]
    public void Hours_cross_the_lunch_break_and_the_night(string start, int hours, string due) =>
        Evaluate(Terms(hours, "working-hours", start)).Due.At.ShouldBe(At(due));

    [Fact]
    public void Weekly_schedule_without_one_weekday_counts_the_others()
    {
        // 8. Closed on Wednesdays too: Tue 3 = 1, Thu 5 = 2, Fri 6 = 3, Mon 9 = 4, Tue 10 = 5.
        var calendar = CalendarOf(Notice with
        {
            Weekend = new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday, DayOfWeek.Wednesday },
        });
        var schedule = new WorkSchedule(calendar, OfficeHoursTimeline.Create([]), Zone);

        Evaluate(_ordinary, schedule: schedule).Due.Day.ShouldBe(Day("2026-03-10"));
    }

    [Theory]
    // 9. Due Mon 09:00: half an hour of Monday and half an hour of Friday.
    [InlineData("2026-03-06 15:00", 3, "2026-03-09 09:00", "2026-03-06 17:00")]
    // 9. Due Mon 09:30: the hour begins at Monday's opening, not at Friday's close.
    [InlineData("2026-03-06 15:00", 4, "2026-03-09 10:00", "2026-03-09 09:00")]
    [InlineData("2026-03-06 14:30", 4, "2026-03-09 09:30", "2026-03-09 08:30")]
    // 9. Due at 14:30: half an hour after the break, half an hour before it.
    [InlineData("2026-03-02 10:00", 2, "2026-03-02 12:00", "2026-03-02 11:00")]
    [InlineData("2026-03-02 08:30", 4, "2026-03-02 14:30", "2026-03-02 11:30")]
    public void One_hour_before_due_falls_in_working_time(string start, int hours, string due, string yellow)
    {
        var standing = Evaluate(Terms(hours, "working-hours", start));

        standing.Due.At.ShouldBe(At(due));
        standing.Rungs.Yellow.ShouldBe(At(yellow));
    }

    [Theory]
    // 9. Due Mon 9: Friday's opening, not Sunday's midnight.
    [InlineData(5, "2026-03-02 10:00", "2026-03-06 08:30")]
    // 9. Due on the next working day: a warning before the start would warn of nothing, so it comes on the day itself.
    [InlineData(1, "2026-03-02 10:00", "2026-03-03 08:30")]
    // 9. Received before the opening: that opening is already after the start.
    [InlineData(1, "2026-03-02 08:00", "2026-03-02 08:30")]
    public void One_working_day_before_due_is_an_opening(int days, string start, string yellow) =>
        Evaluate(Terms(days, "working-days", start)).Rungs.Yellow.ShouldBe(At(yellow));

    [Fact]
    public void Warning_never_stands_for_an_instant_of_standstill()
    {
        // 9. Thu 5 and Fri 6 stand still, Mon 9 = 3 (resumed 10:00), 10 = 4, Wed 11 = 5: yellow Tue 10. With four days due
        // is Tue 10 and yellow would be Mon 9 08:30, while it still stood still: it comes when it runs again.
        var four = Terms(4, "working-days", "2026-03-02 10:00");

        Evaluate(four, [Pause("2026-03-05 10:00", "2026-03-09 10:00")]).Rungs.Yellow.ShouldBe(At("2026-03-09 10:00"));
    }

    [Fact]
    public void Two_limits_on_one_case_keep_their_own_dates()
    {
        // 10. Statutory 20: 28-30 Sep = 3, 8-10 Oct = 6, 12-16 = 11, 19-23 = 16, 26-29 = 20. Promised 5: 9 Oct.
        Evaluate(Terms(20, "working-days", "2026-09-24 10:00")).Due.Day.ShouldBe(Day("2026-10-29"));
        Evaluate(Terms(5, "working-days", "2026-09-24 10:00")).Due.Day.ShouldBe(Day("2026-10-09"));
    }

    [Theory]
    // 13. Before the opening, in office hours and after the close of Thu 24 Sep: the day itself never counts.
    [InlineData("2026-09-24 06:00", "2026-10-09")]
    [InlineData("2026-09-24 17:30", "2026-10-09")]
    [InlineData("2026-09-24 23:59:59", "2026-10-09")]
    // 13. On a day off (Mid-Autumn): the working day after is Mon 28 all the same.
    [InlineData("2026-09-25 10:00", "2026-10-09")]
    // 13. On the make-up Saturday, 10 Oct: Mon 12 = 1 ... Fri 16 = 5.
    [InlineData("2026-10-10 10:00", "2026-10-16")]
    // 13. One second later it is the next day: Mon 28 = start, 29 = 1, 30 = 2, 8 = 3, 9 = 4, Sat 10 = 5.
    [InlineData("2026-09-28 00:00:00", "2026-10-10")]
    public void Received_at_odd_times_counts_from_the_next_working_day(string start, string dueDay) =>
        Evaluate(Terms(5, "working-days", start)).Due.Day.ShouldBe(Day(dueDay));

    [Fact]
    public void Extension_goes_on_from_the_day_before_rolling()
    {
        // 14. 4 Aug + 60 days = Sat 3 Oct, in National Day: the limit ends on Thu 8 Oct, yet an extension counts from the 3rd.
        var due = Evaluate(Terms(60, "calendar-days", "2026-08-04 10:00")).Due;

        due.NominalDay.ShouldBe(Day("2026-10-03"));
        due.Day.ShouldBe(Day("2026-10-08"));
    }

    [Theory]
    // 16. Sunday 4 Jan, Saturdays 14 and 28 Feb, Sunday 20 Sep, Saturday 10 Oct 2026.
    [InlineData("2026-01-02", "2026-01-04")]
    [InlineData("2026-02-13", "2026-02-14")]
    [InlineData("2026-02-27", "2026-02-28")]
    [InlineData("2026-09-18", "2026-09-20")]
    [InlineData("2026-10-09", "2026-10-10")]
    // 17. Sat 29 Dec 2018 was worked for Mon 31; 30 and 31 Dec and 1 Jan were off: after the 29th comes Wed 2 Jan.
    [InlineData("2018-12-28", "2018-12-29")]
    [InlineData("2018-12-29", "2019-01-02")]
    // 17. 1-3 Jan 2026 off, Sunday the 4th worked.
    [InlineData("2025-12-31", "2026-01-04")]
    public void Make_up_days_and_year_ends_count(string day, string next)
    {
        Calendar.TryAdd(Day(day), 1, out var result).ShouldBeTrue();
        result.ShouldBe(Day(next));
    }

    [Fact]
    public void Due_date_in_a_year_without_a_notice_says_so_and_is_confirmed_or_moved_later()
    {
        // 18. 29, 30, 31 Dec = 3, Fri 1 Jan 2027 = 4 (nobody has said that it is off), Mon 4 = 5.
        var terms = Terms(5, "working-days", "2026-12-28 10:00");
        var before = Evaluate(terms).Due;
        before.Day.ShouldBe(Day("2027-01-04"));
        before.Provisional.ShouldBeTrue();

        // The notice comes: 1 Jan is off. 29, 30, 31 = 3, Mon 4 = 4, Tue 5 = 5.
        var announced = new AnnouncedYear(new Dictionary<DateOnly, string> { [Day("2027-01-01")] = "元旦" }, new Dictionary<DateOnly, string>());
        var calendar = CalendarOf(Notice with { Years = Notice.Years.Append(new(2027, announced)).ToDictionary() });
        var after = Evaluate(terms, schedule: new WorkSchedule(calendar, OfficeHoursTimeline.Create([]), Zone)).Due;
        after.Day.ShouldBe(Day("2027-01-05"));
        after.Provisional.ShouldBeFalse();
    }

    [Theory]
    // 19. Letters and visits, 60 days (LAW-07): 4 Aug + 60 = Sat 3 Oct, holiday until the 7th: Thu 8 Oct.
    [InlineData(60, "calendar-days", "2026-08-04 10:00", "2026-10-08")]
    // 19. 15 days: 2 Mar + 15 = Tue 17 Mar.
    [InlineData(15, "calendar-days", "2026-03-02 10:00", "2026-03-17")]
    // 19. The last day is an ordinary Saturday, 7 Mar: Mon 9.
    [InlineData(5, "calendar-days", "2026-03-02 10:00", "2026-03-09")]
    // 19. The last day is a make-up Saturday, 10 Oct: it is a working day and stays.
    [InlineData(16, "calendar-days", "2026-09-24 10:00", "2026-10-10")]
    // 19. Licences, 20 working days (LAW-02): see above.
    [InlineData(20, "working-days", "2026-09-24 10:00", "2026-10-29")]
    // 19. 31 Jan + 1 month: the last day of February, Sat 28, a make-up working day in 2026.
    [InlineData(1, "months", "2026-01-31 10:00", "2026-02-28")]
    // 19. A leap year: Thu 29 Feb 2024.
    [InlineData(1, "months", "2024-01-31 10:00", "2024-02-29")]
    // 19. Same date: 4 Sep + 1 month = Sun 4 Oct, National Day: Thu 8 Oct.
    [InlineData(1, "months", "2026-09-04 10:00", "2026-10-08")]
    // 19. Six months over a year's end (LAW-11): 30 Sep 2025 + 6 = Mon 30 Mar 2026.
    [InlineData(6, "months", "2025-09-30 10:00", "2026-03-30")]
    public void Calendar_days_and_months_roll_over_holidays(int amount, string unit, string start, string dueDay) =>
        Evaluate(Terms(amount, unit, start)).Due.Day.ShouldBe(Day(dueDay));

    [Fact]
    public void Last_day_of_a_persons_own_limit_ends_at_midnight()
    {
        // 19, AMB-11. 2 Mar + 15 days = 17 Mar, 24:00.
        Evaluate(Terms(15, "calendar-days", "2026-03-02 10:00", LimitEnd.Midnight)).Due.At.ShouldBe(At("2026-03-18 00:00"));
    }

    [Fact]
    public void Calendar_days_stand_still_by_the_day()
    {
        // 19. 2 Mar + 15 = 17 Mar; paused over the midnights of 5, 6, 7 and 8 March: + 4 = Sat 21: Mon 23.
        var due = Evaluate(Terms(15, "calendar-days", "2026-03-02 10:00"), [Pause("2026-03-05 10:00", "2026-03-09 10:00")]).Due;

        due.NominalDay.ShouldBe(Day("2026-03-21"));
        due.Day.ShouldBe(Day("2026-03-23"));
    }

    [Fact]
    public void Calendar_of_nothing_but_days_off_is_an_error()
    {
        // 22. A weekend of seven days; and one year in which every day is off.
        WorkingCalendar.TryCreate(Notice with { Weekend = Enum.GetValues<DayOfWeek>().ToHashSet() }, out _, out var refusal).ShouldBeFalse();
        refusal!.Code.ShouldBe("calendar-without-working-days");

        var all = Enumerable.Range(0, 365).ToDictionary(index => Day("2026-01-01").AddDays(index), _ => "元旦");
        var years = new Dictionary<int, AnnouncedYear> { [2026] = new(all, new Dictionary<DateOnly, string>()) };
        WorkingCalendar.TryCreate(Notice with { Years = years }, out _, out refusal).ShouldBeFalse();
        refusal!.Arguments!["year"].ShouldBe("2026");
    }

    [Theory]
    // 23. The last second of the last day, and the first one after it.
    [InlineData("2026-10-09 17:29:59", true)]
    [InlineData("2026-10-09 17:29:59.999999", true)]
    [InlineData("2026-10-09 17:30:00", false)]
    [InlineData("2026-10-09 17:30:01", false)]
    public void Last_second_is_in_time_and_the_next_is_not(string completedAt, bool inTime)
    {
        var outcome = Evaluate(Terms(5, "working-days", "2026-09-24 10:00"), completedAt: completedAt).Outcome!.Value;

        outcome.InTime.ShouldBe(inTime);
        outcome.WorkingDaysLate.ShouldBe(0);
    }
}
