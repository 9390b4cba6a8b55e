using System.Net;
using System.Text.Json;
using Efficiency.Demo;
using Efficiency.TestKit;

namespace Efficiency.EndToEnd.Tests;

/// <summary>What must be true after the main case was told through the gateway on a suite of real processes.</summary>
public sealed class MainCaseTests(MainCaseFixture fixture) : IClassFixture<MainCaseFixture>
{
    [Fact]
    public async Task Each_light_was_raised_once_by_two_sweepers()
    {
        fixture.Suite.Processes().Keys.Count(part => part.StartsWith("deadlines", StringComparison.Ordinal)).ShouldBe(2);
        var lights = await PromisedLightsAsync(fixture.Story.CaseId);

        lights.Select(l => l.GetProperty("rung").GetString()!).Order(StringComparer.Ordinal).ShouldBe(["red", "yellow"]);
    }

    [Fact]
    public async Task The_due_date_is_explained_day_by_day()
    {
        var deadline = await fixture.Story.DeadlineAsync(fixture.Story.CaseId);
        var explanation = await fixture.Story.City.FrontDesk.GetAsync(
            $"/api/deadlines/v1/deadlines/{deadline.GetProperty("id").GetGuid()}/explanation");

        var days = explanation.Body.GetProperty("days").EnumerateArray().ToDictionary(
            d => d.GetProperty("day").GetString()!,
            d => d.GetProperty("ordinal").ValueKind == JsonValueKind.Number ? d.GetProperty("ordinal").GetInt32() : 0,
            StringComparer.Ordinal);
        // The working days count 1 to 5; the holidays and their weekends do not.
        days.Where(d => d.Value > 0).Select(d => (d.Key, d.Value)).ShouldBe(
            [("2026-09-28", 1), ("2026-09-29", 2), ("2026-09-30", 3), ("2026-10-08", 4), ("2026-10-09", 5)]);
        foreach (var off in new[] { "2026-09-25", "2026-09-26", "2026-09-27", "2026-10-01", "2026-10-07" })
        {
            days[off].ShouldBe(0, off);
        }
    }

    [Fact]
    public async Task The_ledger_and_the_lead_lead_back_to_the_light()
    {
        var light = (await PromisedLightsAsync(fixture.Story.CaseId)).Single(l => Is(l, "rung", "red"));
        var entry = await fixture.Story.LedgerAsync(fixture.Story.CaseId, "light-red");
        var lead = await fixture.Story.LeadAsync(fixture.Story.CaseId);

        entry.GetProperty("points").GetDecimal().ShouldBe(-5m);
        lead.GetProperty("capacity").GetString().ShouldBe("stand-in");
        lead.GetProperty("responsibleStaffId").GetGuid().ShouldBe(fixture.Story.City.HandlerB);
        var sourceId = entry.GetProperty("source").GetProperty("eventId").GetString();
        lead.GetProperty("sourceEventId").GetString().ShouldBe(sourceId);
        var feed = await fixture.Administrator.GetAsync("/api/deadlines/v1/feed?limit=200");
        var source = feed.Items.Single(e => e.GetProperty("id").GetString() == sourceId);
        source.GetProperty("type").GetString().ShouldBe("deadlines.light-raised");
        source.GetProperty("data").GetProperty("lightId").GetGuid().ShouldBe(light.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task The_timeline_shows_the_whole_life_and_one_working_day_late()
    {
        var timeline = await fixture.Story.City.FrontDesk.GetAsync($"/api/intake/v1/cases/{fixture.Story.CaseId}/timeline?limit=200");

        var kinds = timeline.Items.Select(e => e.GetProperty("code").GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var kind in new[]
        {
            "case-registered", "one-time-notice-given", "supplement-received", "case-accepted", "deadline-set", "light-raised",
            "lead-opened", "ledger-entry-recorded", "case-completed", "deadline-missed",
        })
        {
            kinds.Contains(kind).ShouldBeTrue(kind);
        }
        var ledger = await fixture.Story.City.EfficiencyOffice.ReadUntilAsync(
            $"/api/appraisal/v1/ledger?subjectId={fixture.Story.CaseId}",
            a => a.Items.Any(e => e.GetProperty("kind").GetString() == "completed-late"));
        ledger.Succeeded.ShouldBeTrue();
        var feed = await fixture.Administrator.GetAsync("/api/deadlines/v1/feed?limit=200");
        var closed = feed.Items.Single(e => e.GetProperty("type").GetString() == "deadlines.deadline-closed"
            && e.GetProperty("data").GetProperty("limitKind").GetString() == "promised"
            && e.GetProperty("data").GetProperty("subjectId").GetGuid() == fixture.Story.CaseId);
        closed.GetProperty("data").GetProperty("workingDaysLate").GetInt32().ShouldBe(1);
        closed.GetProperty("data").GetProperty("inTime").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task One_trace_leads_from_the_post_into_every_consumer_and_its_sql()
    {
        var answer = await fixture.Story.RegisterCaseAsync(fixture.Story.ItemId, null, ["application", "identity", "drawing"]);
        var accepted = await fixture.Story.City.FrontDesk.ChangeAsync($"/api/intake/v1/cases/{answer.Id}", "acceptance", new { });

        var spans = await Eventually.AsyncUntil(
            () => Task.FromResult(fixture.Spans.Where(s => s.TraceId == accepted.TraceId).ToList()),
            found => new[] { "gateway", "intake", "deadlines" }.All(service => found.Exists(s => s.Service == service)));
        spans.ShouldContain(s => s.Service == "intake" && s.Name == "intake.case-accepted publish");
        await Eventually.AsyncUntil(() => fixture.Spans.Any(s =>
            s.TraceId == accepted.TraceId && s.Service == "deadlines" && s.Name.Contains("handle", StringComparison.Ordinal)));
        // The consumer's statements are spans of the same trace, and so is what the next service does on its event.
        await Eventually.AsyncUntil(() => fixture.Spans.Count(s => s.TraceId == accepted.TraceId && s.Service == "deadlines") > 3);
        await Eventually.AsyncUntil(() => fixture.Spans.Any(s =>
            s.TraceId == accepted.TraceId && s.Service == "intake" && s.Name.StartsWith("intake.deadlines.deadline-set", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_citizen_sees_progress_and_nobodys_data()
    {
        var citizen = new SuiteClient(fixture.Http);
        var progress = await citizen.GetAsync($"/api/intake/v1/progress/{fixture.Story.ReceiptNumber}");

        var shown = progress.Body.ToString();
        shown.ShouldContain("户外招牌设置备案");
        foreach (var secret in new[] { "赵", "13800005678", "5678", "110101199003074514", "陈静", "刘洋" })
        {
            shown.ShouldNotContain(secret);
        }
        var unknown = await citizen.TryAsync(HttpMethod.Get, "/api/intake/v1/progress/000000000000", null);
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_audit_chain_verifies_and_its_witnesses_agree()
    {
        var verification = await fixture.Administrator.GetAsync("/api/ops/v1/audit-verification");

        verification.Body.ToString().ShouldNotContain("rows-changed");
        verification.Body.GetProperty("sound").GetBoolean().ShouldBeTrue(verification.Body.ToString());
    }

    [Fact]
    public async Task A_second_telling_refuses_and_names_the_fresh_start()
    {
        var again = new MainCase(fixture.Http, fixture.Administrator, new Narrator(TextWriter.Null));

        (await Should.ThrowAsync<StoryException>(again.TellAsync)).Message.ShouldContain("--fresh");
    }

    /// <summary>The case is completed at 17:00, the broker is away, and the sweep sees nothing of it: the light has to go again.</summary>
    [Fact]
    public async Task A_completion_that_arrives_late_withdraws_the_light_and_what_followed()
    {
        var story = fixture.Story;
        await story.MoveClockAsync("2026-11-02T10:00:00+08:00");
        var registered = await story.RegisterCaseAsync(story.ItemId, null, ["application", "identity", "drawing"]);
        var caseId = registered.Id;
        await story.City.FrontDesk.ChangeAsync($"/api/intake/v1/cases/{caseId}", "acceptance", new { });
        // Monday 2 November, 5 working days: due Monday 9 November at the close.
        var deadline = await story.DeadlineAsync(caseId);
        deadline.GetProperty("dueAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 9, 17, 30, 0, TimeSpan.FromHours(8)));
        await story.MoveClockAsync("2026-11-09T17:00:00+08:00");

        await fixture.Suite.HoldAsync("rabbitmq");
        try
        {
            await story.City.FrontDesk.ChangeAsync($"/api/intake/v1/cases/{caseId}", "completion", new { });
            await story.MoveClockAsync("2026-11-09T18:00:00+08:00", wait: false);
            await Eventually.AsyncUntil(async () => (await PromisedLightsAsync(caseId)).Exists(l => Is(l, "rung", "red")));
        }
        finally
        {
            await fixture.Suite.ReleaseAsync("rabbitmq");
        }

        await Eventually.AsyncUntil(async () => (await PromisedLightsAsync(caseId)).Exists(l =>
            Is(l, "rung", "red") && l.TryGetProperty("withdrawnAt", out var at) && at.ValueKind == JsonValueKind.String), TimeSpan.FromMinutes(1));
        // Once everything is at rest: the lead is closed for that reason, and the ledger's points cancel out.
        await story.MoveClockAsync("2026-11-09T18:05:00+08:00");
        var lead = await story.LeadAsync(caseId);
        lead.GetProperty("status").GetString().ShouldBe("closed");
        lead.GetProperty("closeReason").GetString().ShouldBe("light-withdrawn");
        var ledger = (await story.City.EfficiencyOffice.GetAsync($"/api/appraisal/v1/ledger?subjectId={caseId}&limit=200")).Items.ToList();
        ledger.ShouldContain(e => Is(e, "kind", "light-withdrawn"));
        ledger.Where(e => Is(e, "kind", "light-red") || Is(e, "kind", "light-withdrawn")).Where(e => e.GetProperty("points").ValueKind == JsonValueKind.Number)
            .Sum(e => e.GetProperty("points").GetDecimal()).ShouldBe(0m);
        ledger.ShouldContain(e => Is(e, "kind", "completed-in-time"));
    }

    private async Task<List<JsonElement>> PromisedLightsAsync(Guid caseId)
    {
        var promised = (await fixture.Story.DeadlineAsync(caseId)).GetProperty("id").GetString();
        var lights = await fixture.Story.City.FrontDesk.GetAsync($"/api/deadlines/v1/lights?subjectId={caseId}");
        return [.. lights.Items.Where(l => Is(l, "deadlineId", promised!))];
    }

    private static bool Is(JsonElement element, string name, string value) => element.GetProperty(name).GetString() == value;
}
