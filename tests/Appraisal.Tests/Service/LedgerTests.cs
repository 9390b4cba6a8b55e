using System.Text.Json;
using Efficiency.Contracts.Appraisal;
using Efficiency.TestKit;

namespace Efficiency.Appraisal.Tests;

public sealed class LedgerTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    // Friday 2026-10-09, 17:30: the close of business in which the limit of the main case ends.
    private static readonly DateTimeOffset Due = new(2026, 10, 9, 17, 30, 0, TimeSpan.FromHours(8));

    // PA-24, AMB-23: a light is one line with the points of the day's policy.
    [Theory]
    [InlineData("yellow", "light-yellow 0")]
    [InlineData("red", "light-red -5")]
    [InlineData("second-red", "light-second-red -10")]
    public async Task Light_is_counted_once_however_often_it_comes(string rung, string told)
    {
        var unit = await appraisal.NewUnitAsync();
        var light = AppraisalService.Light(unit, rung, Due);
        var eventId = await appraisal.SendAsync(light);
        await appraisal.SendAsync(light, eventId);
        await appraisal.SendAsync(light, eventId);
        // A light of another unit behind them in the same queue: when it is there, so are they.
        var last = await appraisal.NewUnitAsync();
        await appraisal.RaiseAsync(last, "red", Due);
        await appraisal.LedgerAsync(last, lines: 1);

        AppraisalService.Told(await appraisal.LedgerAsync(unit, lines: 1)).ShouldBe(told);
    }

    // The inbox forgets after a month; the business key does not.
    [Fact]
    public async Task Light_replayed_after_the_inbox_was_emptied_is_not_counted_again()
    {
        var unit = await appraisal.NewUnitAsync();
        var light = AppraisalService.Light(unit, "red", Due);
        var eventId = await appraisal.SendAsync(light);
        await appraisal.LedgerAsync(unit, lines: 1);
        await appraisal.ExecuteAsync($"delete from inbox where event_id = '{eventId}'");
        await appraisal.SendAsync(light, eventId);

        AppraisalService.Told(await appraisal.LedgerAsync(unit)).ShouldBe("light-red -5");
    }

    [Fact]
    public async Task Line_names_its_source_its_policy_and_its_figures()
    {
        var unit = await appraisal.NewUnitAsync();
        var light = AppraisalService.Light(unit, "red", Due);
        var eventId = await appraisal.SendAsync(light);
        var line = (await appraisal.LedgerAsync(unit, lines: 1))[0];

        var shown = await appraisal.EntryAsync(line.GetProperty("id").GetGuid());
        var entry = shown.GetProperty("entry");
        entry.GetProperty("source").GetProperty("eventId").GetGuid().ShouldBe(eventId);
        entry.GetProperty("source").GetProperty("eventName").GetString().ShouldBe("deadlines.light-raised");
        entry.GetProperty("year").GetInt32().ShouldBe(2026);
        entry.GetProperty("subjectId").GetGuid().ShouldBe(light.SubjectId);
        entry.GetProperty("occurredAt").GetDateTimeOffset().ShouldBe(Due);
        entry.GetProperty("policyVersionId").ValueKind.ShouldBe(JsonValueKind.String);
        shown.GetProperty("evidence").GetProperty("dueAt").GetString().ShouldBe("2026-10-10T09:30:00Z");
        shown.GetProperty("reversedBy").ValueKind.ShouldBe(JsonValueKind.Null);

        var published = (await appraisal.PublishedAsync(unit)).Single();
        published.SourceEventId.ShouldBe(eventId);
        published.Kind.ShouldBe("light-red");
        published.Points.ShouldBe(-5);
        published.ReversesEntryId.ShouldBeNull();
    }

    // PA-24: facts count by when they occurred; what was counted is taken back by a new line, never erased.
    [Fact]
    public async Task Light_withdrawn_is_taken_back_by_a_line_that_points_to_it()
    {
        var unit = await appraisal.NewUnitAsync();
        var light = await appraisal.RaiseAsync(unit, "red", Due);
        await appraisal.LedgerAsync(unit, lines: 1);
        var eventId = await appraisal.WithdrawAsync(light);
        await appraisal.WithdrawAsync(light, eventId);

        var ledger = await appraisal.LedgerAsync(unit, lines: 2);
        AppraisalService.Told(ledger).ShouldBe("light-red -5, light-withdrawn 5");
        var red = ledger[0].GetProperty("id").GetGuid();
        var back = ledger[1].GetProperty("id").GetGuid();
        ledger[1].GetProperty("reversesEntryId").GetGuid().ShouldBe(red);
        ledger[1].GetProperty("countsAs").GetString().ShouldBe("light-red");
        (await appraisal.EntryAsync(red)).GetProperty("reversedBy").GetProperty("id").GetGuid().ShouldBe(back);
        (await appraisal.EntryAsync(back)).GetProperty("reverses").GetProperty("id").GetGuid().ShouldBe(red);
        (await appraisal.EntryAsync(back)).GetProperty("entry").GetProperty("source").GetProperty("eventId").GetGuid().ShouldBe(eventId);
    }

    [Fact]
    public async Task Withdrawal_that_comes_before_its_light_waits_for_it()
    {
        var unit = await appraisal.NewUnitAsync();
        var light = AppraisalService.Light(unit, "red", Due);
        await appraisal.WithdrawAsync(light);
        (await appraisal.CountAsync($"early where awaited_key = '{light.LightId}'")).ShouldBe(1);
        await appraisal.SendAsync(light);

        AppraisalService.Told(await appraisal.LedgerAsync(unit, lines: 2)).ShouldBe("light-red -5, light-withdrawn 5");
        (await appraisal.CountAsync($"early where awaited_key = '{light.LightId}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Fact_of_a_unit_not_heard_of_yet_waits_for_it()
    {
        var unit = Guid.CreateVersion7();
        await appraisal.RaiseAsync(unit, "red", Due);
        (await appraisal.CountAsync($"early where awaited_key = '{unit}'")).ShouldBe(1);
        await appraisal.RegisterAsync(unit, AppraisalService.City, "department");

        AppraisalService.Told(await appraisal.LedgerAsync(unit, lines: 1)).ShouldBe("light-red -5");
    }

    // PA-24: early, in time, late.
    [Theory]
    [InlineData(true, 0.5, 0, "completed-early null")]
    [InlineData(true, 0.95, 0, "completed-in-time null")]
    [InlineData(false, 1.05, 1, "completed-late null")]
    public async Task Closing_is_counted_by_how_the_limit_was_kept(bool inTime, double usedShare, int late, string told)
    {
        var unit = await appraisal.NewUnitAsync();
        await appraisal.CloseAsync(unit, Due, inTime, (decimal)usedShare, late: late);

        var ledger = await appraisal.LedgerAsync(unit, lines: 1);
        AppraisalService.Told(ledger).ShouldBe(told);
        (await appraisal.EntryAsync(ledger[0].GetProperty("id").GetGuid())).GetProperty("evidence").GetProperty("workingDaysLate")
            .GetString().ShouldBe($"{late}");
    }

    // OT-01: the first notice is the rule's own; the second should not have been needed.
    [Fact]
    public async Task Repeated_notice_is_counted_and_the_first_is_not()
    {
        var unit = await appraisal.NewUnitAsync();
        var caseId = Guid.CreateVersion7();
        await appraisal.NoticeAsync(unit, caseId, ordinal: 1);
        await appraisal.NoticeAsync(unit, caseId, ordinal: 2);

        var ledger = await appraisal.LedgerAsync(unit, lines: 1);
        AppraisalService.Told(ledger).ShouldBe("notice-repeated null");
        (await appraisal.EntryAsync(ledger[0].GetProperty("id").GetGuid())).GetProperty("evidence").GetProperty("ordinal")
            .GetString().ShouldBe("2");
    }

    // The city's year: 2026-12-31T23:30 in Shanghai is still 2026, half an hour later is not.
    [Theory]
    [InlineData("2026-12-31T15:30:00+00:00", 2026)]
    [InlineData("2026-12-31T16:00:00+00:00", 2027)]
    public async Task Year_of_a_fact_is_that_of_the_city(string raisedFor, int year)
    {
        var unit = await appraisal.NewUnitAsync();
        await appraisal.RaiseAsync(unit, "red", DateTimeOffset.Parse(raisedFor, System.Globalization.CultureInfo.InvariantCulture));
        (await appraisal.LedgerAsync(unit, lines: 1))[0].GetProperty("year").GetInt32().ShouldBe(year);
    }
}
