using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Appraisal;
using Efficiency.Contracts.Deadlines;
using Efficiency.TestKit;

namespace Efficiency.Intake.Tests;

/// <summary>What other services say about a case, on its timeline and in the citizen's progress (TL-03, AMB-11).</summary>
[Collection(IntakeCollection.Name)]
public sealed class TimelineTests(IntakeService intake)
{
    private static readonly DateTimeOffset Start = ServiceUnderTest<Program>.Start;

    private static readonly DateTimeOffset Due = new(2026, 10, 9, 17, 30, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Timeline_shows_limits_lights_leads_and_the_ledger_in_the_order_of_the_facts()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.AcceptedAsync(await organ.ItemAsync());
        var (deadlineId, lightId, leadId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        // The broker keeps no order between queues: the latest fact arrives first.
        await ReceiveAsync(organ, leadId, 1, Due.AddMinutes(1), Lead(organ, subject, leadId));
        await ReceiveAsync(organ, deadlineId, 3, Due, Light(organ, subject, deadlineId, lightId));
        await ReceiveAsync(organ, deadlineId, 1, Start.AddMinutes(1), Set(organ, subject, deadlineId, "promised", Due));
        await ReceiveAsync(organ, deadlineId, 4, Due.AddDays(1), new DeadlineClosed
        {
            DeadlineId = deadlineId,
            SubjectKind = "case",
            SubjectId = subject.Id(),
            UnitId = organ.SectionId,
            PostId = organ.PostId,
            LimitKind = "promised",
            DueAt = Due,
            CompletedAt = Due.AddDays(1),
            InTime = false,
            WorkingDaysLate = 1,
            UsedShare = 1.2m,
        });
        await ReceiveAsync(organ, deadlineId, 5, Due.AddDays(2), new LightWithdrawn
        {
            LightId = lightId,
            DeadlineId = deadlineId,
            SubjectKind = "case",
            SubjectId = subject.Id(),
            UnitId = organ.SectionId,
            Rung = "red",
            Reason = "completed-in-time",
            WithdrawnAt = Due.AddDays(2),
        });
        await ReceiveAsync(organ, leadId, 2, Due.AddDays(3), new LeadClosed
        {
            LeadId = leadId,
            UnitId = organ.SectionId,
            SubjectKind = "case",
            SubjectId = subject.Id(),
            Reason = "light-withdrawn",
            ClosedAt = Due.AddDays(3),
        });
        var entryId = Guid.CreateVersion7();
        await ReceiveAsync(organ, entryId, 1, Due.AddDays(4), Entry(organ, subject, entryId, "case"));

        var timeline = await organ.Clerk.FetchAsync($"/cases/{subject.Id()}/timeline");
        timeline.GetProperty("items").EnumerateArray().Select(line => $"{line.Text("code")}: {line.Text("text")}").ShouldBe(
        [
            $"case-registered: 登记，受理编号 {subject.Text("receiptNumber")}",
            "case-accepted: 受理",
            "deadline-set: 承诺时限 5 个工作日，截止 2026-10-09 17:30",
            "light-raised: 红灯超期（承诺时限）",
            "lead-opened: 形成问题线索，待核查（当时责任：顶岗人）",
            "deadline-missed: 超出承诺时限 1 个工作日",
            "light-withdrawn: 红灯超期撤回：实际按期办结",
            "lead-closed: 问题线索了结：灯号已撤回",
            "ledger-entry-recorded: 计入考评台账：红灯，-5 分",
        ]);
        timeline.Texts("items", "textEn")[2].ShouldBe("Promised limit: 5 working days, due 2026-10-09 17:30");
    }

    [Fact]
    public async Task Timeline_is_paged_without_losing_lines_of_one_instant()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.AcceptedAsync(await organ.ItemAsync());
        for (var i = 0; i < 3; i++)
        {
            var deadlineId = Guid.CreateVersion7();
            await ReceiveAsync(organ, deadlineId, 1, Start.AddHours(1), Set(organ, subject, deadlineId, "promised", Due));
        }
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await organ.Clerk.FetchAsync($"/cases/{subject.Id()}/timeline?limit=2{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page.Texts("items", "sourceEventId"));
            after = page.Text("next");
        }
        while (after is not null);
        seen.Count.ShouldBe(5);
        seen.ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Event_delivered_twice_makes_one_line()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.AcceptedAsync(await organ.ItemAsync());
        var (deadlineId, eventId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var message = Set(organ, subject, deadlineId, "promised", Due);
        await intake.Service.ReceiveAsync(message, deadlineId, 1, organ.SectionId, Start, eventId);
        await intake.Service.ReceiveAsync(message, deadlineId, 1, organ.SectionId, Start, eventId);
        await ReceiveAsync(organ, Guid.CreateVersion7(), 1, Due, Light(organ, subject, deadlineId, Guid.CreateVersion7()));
        (await organ.Clerk.FetchAsync($"/cases/{subject.Id()}/timeline")).Texts("items", "code")
            .ShouldBe(["case-registered", "case-accepted", "deadline-set", "light-raised"], ignoreOrder: true);
    }

    [Fact]
    public async Task Fact_about_another_matter_is_no_line()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.AcceptedAsync(await organ.ItemAsync());
        var entryId = Guid.CreateVersion7();
        await ReceiveAsync(organ, entryId, 1, Due, Entry(organ, subject, entryId, "complaint"));
        (await organ.Clerk.FetchAsync($"/cases/{subject.Id()}/timeline")).Texts("items", "code")
            .ShouldBe(["case-registered", "case-accepted"]);
    }

    [Fact]
    public async Task Progress_tells_the_due_instant_of_the_strictest_limit_as_it_moves()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.AcceptedAsync(await organ.ItemAsync("administrative-licence"));
        (await ProgressAsync(subject)).Text("dueAt").ShouldBeNull("no limit is known yet");

        var (statutory, promised, acceptance) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        // LAW-01: the limit for accepting is none on the decision.
        await ReceiveAsync(organ, acceptance, 1, Start, Set(organ, subject, acceptance, "acceptance", Due.AddDays(-5)));
        await ReceiveAsync(organ, statutory, 1, Start, Set(organ, subject, statutory, "statutory", Due.AddDays(20)));
        // A move that overtakes what it moves: the higher version holds.
        await ReceiveAsync(organ, promised, 2, Start.AddHours(1), Moved(organ, subject, promised, Due.AddDays(1)));
        await ReceiveAsync(organ, promised, 1, Start, Set(organ, subject, promised, "promised", Due));
        (await ProgressAsync(subject)).GetProperty("dueAt").GetDateTimeOffset().ShouldBe(Due.AddDays(1));
    }

    [Fact]
    public async Task Progress_shows_the_matter_and_no_person()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.CaseAsync(await organ.ItemAsync(), "a");
        var progress = await ProgressAsync(subject);
        progress.Text("itemName").ShouldBe("测试事项");
        progress.Text("organ").ShouldBe("测试局");
        progress.Text("status").ShouldBe("registered");
        progress.Text("statusText").ShouldBe("已登记");
        progress.EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "receiptNumber", "itemName", "organ", "status", "statusText", "statusTextEn", "receivedAt", "acceptedAt", "dueAt",
            "completedAt",
        ]);
        progress.GetRawText().ShouldNotContain("王小明");
    }

    [Theory]
    // Wrong check digit, unknown number, no number at all: one answer.
    [InlineData("R20260924-000001-0")]
    [InlineData("R20200101-000001-1")]
    [InlineData("x")]
    [InlineData("%27%20or%201%3D1")]
    public async Task Wrong_receipt_number_is_answered_like_one_that_does_not_exist(string number)
    {
        var response = await intake.Service.ClientWith(null).GetAsync($"/progress/{number}", searchPhone: null);
        (await response.ErrorsAsync(404)).ShouldBe("not-found API receiptNumber");
    }

    private Task<Guid> ReceiveAsync<TEvent>(Organ organ, Guid aggregateId, int version, DateTimeOffset at, TEvent message)
        where TEvent : class => intake.Service.ReceiveAsync(message, aggregateId, version, organ.SectionId, at);

    private Task<JsonElement> ProgressAsync(JsonElement subject) =>
        intake.Service.ClientWith(null).FetchAsync($"/progress/{subject.Text("receiptNumber")}");

    private static DeadlineSet Set(Organ organ, JsonElement subject, Guid deadlineId, string kind, DateTimeOffset due) => new()
    {
        DeadlineId = deadlineId,
        SubjectKind = "case",
        SubjectId = subject.Id(),
        UnitId = organ.SectionId,
        PostId = organ.PostId,
        LimitKind = kind,
        Amount = 5,
        Unit = "working-days",
        StartedAt = Start,
        DueAt = due,
        Provisional = false,
        Basis = "TL-09",
    };

    private static DeadlineMoved Moved(Organ organ, JsonElement subject, Guid deadlineId, DateTimeOffset? due) => new()
    {
        DeadlineId = deadlineId,
        SubjectKind = "case",
        SubjectId = subject.Id(),
        UnitId = organ.SectionId,
        Reason = "extended",
        DueAt = due,
        Provisional = false,
    };

    private static LightRaised Light(Organ organ, JsonElement subject, Guid deadlineId, Guid lightId) => new()
    {
        LightId = lightId,
        DeadlineId = deadlineId,
        SubjectKind = "case",
        SubjectId = subject.Id(),
        UnitId = organ.SectionId,
        PostId = organ.PostId,
        LimitKind = "promised",
        Rung = "red",
        StartedAt = Start,
        DueAt = Due,
        RaisedFor = Due,
    };

    private static LeadOpened Lead(Organ organ, JsonElement subject, Guid leadId) => new()
    {
        LeadId = leadId,
        UnitId = organ.SectionId,
        PostId = organ.PostId,
        SubjectKind = "case",
        SubjectId = subject.Id(),
        SourceEventId = Guid.CreateVersion7(),
        ResponsibleStaffId = Guid.CreateVersion7(),
        Capacity = "stand-in",
        OpenedAt = Due,
    };

    private static LedgerEntryRecorded Entry(Organ organ, JsonElement subject, Guid entryId, string subjectKind) => new()
    {
        EntryId = entryId,
        UnitId = organ.SectionId,
        Year = 2026,
        Kind = "light-red",
        SubjectKind = subjectKind,
        SubjectId = subject.Id(),
        SourceEventId = Guid.CreateVersion7(),
        Points = -5,
    };
}
