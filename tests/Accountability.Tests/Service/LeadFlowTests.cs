using System.Net;
using System.Text.Json;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Deadlines;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Efficiency.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Accountability.Tests.Service;

/// <summary>Lights from the real broker become leads (AMB-12, AB-08, TL-05).</summary>
public sealed class LeadFlowTests(Office office) : IClassFixture<Office>
{
    // The main job: accepted on 24 September, due at the close of 9 October.
    private static readonly DateTimeOffset Started = Office.Day(9, 24, 10);
    private static readonly DateTimeOffset Due = Office.Day(10, 9, 17, 30);

    [Fact]
    public async Task Lead_is_opened_against_B_who_stood_in_when_the_limit_passed()
    {
        var desk = await office.DeskAsync();
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "annual-leave", Office.Day(10, 2, 1, 45), Office.Day(10, 17)));
        office.Service.MoveTo(Due.AddMinutes(5));
        var light = Light(desk, "red");
        var eventId = await ReceiveAsync(light);

        var opened = (await office.ToldAsync<LeadOpened>()).Single(l => l.SubjectId == light.SubjectId);
        (opened.ResponsibleStaffId, opened.Capacity, opened.SourceEventId, opened.UnitId)
            .ShouldBe((desk.B, "stand-in", eventId, desk.Section));

        using var efficiency = office.Service.ClientAs(Roles.EfficiencyOffice, [office.Department]);
        var view = await Office.GetAsync(efficiency, $"/leads/{opened.LeadId}");
        view.GetProperty("lead").GetProperty("status").GetString().ShouldBe("open");
        // The limit is 15 days and 7.5 hours long: half of it before 2 October, 01:45, was A's.
        Evidence(view).ShouldBe(
        [
            "light - - ",
            "deadline - - ",
            "duty 甲 holder 0.5",
            "duty 乙 stand-in 0.5",
            "office-head 科长 - ",
        ]);
        var lines = view.GetProperty("evidence").EnumerateArray().ToArray();
        lines[0].GetProperty("referenceId").GetGuid().ShouldBe(eventId);
        lines[1].GetProperty("referenceId").GetGuid().ShouldBe(light.DeadlineId);
        lines[1].GetProperty("to").GetDateTimeOffset().ShouldBe(Due);
        lines[3].GetProperty("to").GetDateTimeOffset().ShouldBe(Due);
    }

    // AMB-12: hand-over at the very instant at which the limit passes comes too late for whoever takes over.
    [Fact]
    public async Task Whoever_takes_over_at_the_due_instant_is_not_asked()
    {
        var desk = await office.DeskAsync();
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "annual-leave", Due, Office.Day(10, 17)));
        var light = Light(desk, "red");
        await ReceiveAsync(light);
        var opened = (await office.ToldAsync<LeadOpened>()).Single(l => l.SubjectId == light.SubjectId);
        (opened.ResponsibleStaffId, opened.Capacity).ShouldBe((desk.A, "holder"));
    }

    [Fact]
    public async Task Uncovered_post_asks_the_section_head()
    {
        var desk = await office.DeskAsync();
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "sick-leave", Office.Day(10, 8), null));
        await Office.CreatedAsync(await office.AwayAsync(desk.B, "sick-leave", Office.Day(10, 8), null));
        var light = Light(desk, "red");
        await ReceiveAsync(light);
        var opened = (await office.ToldAsync<LeadOpened>()).Single(l => l.SubjectId == light.SubjectId);
        (opened.ResponsibleStaffId, opened.Capacity).ShouldBe((desk.Head, "section-head"));
    }

    [Fact]
    public async Task Yellow_light_opens_no_lead()
    {
        var desk = await office.DeskAsync();
        var light = Light(desk, "yellow");
        await ReceiveAsync(light);
        (await office.ToldAsync<LeadOpened>()).ShouldNotContain(l => l.SubjectId == light.SubjectId);
    }

    [Fact]
    public async Task Each_rung_opens_one_lead_however_often_it_is_told()
    {
        var desk = await office.DeskAsync();
        var red = Light(desk, "red");
        var eventId = await ReceiveAsync(red);
        await TestEvents.PublishAsync(office.Service.Broker, eventId, red, red.DeadlineId, 2, red.UnitId, Due); // redelivered
        await ReceiveAsync(red); // told again by another event
        var second = Light(desk, "second-red") with
        {
            DeadlineId = red.DeadlineId, SubjectId = red.SubjectId, RaisedFor = Office.Day(10, 16, 17, 30),
        };
        await ReceiveAsync(second);
        (await office.ToldAsync<LeadOpened>()).Count(l => l.SubjectId == red.SubjectId).ShouldBe(2);
        (await office.Service.ScalarAsync<long>("select count(*) from lead where deadline_id = $1", red.DeadlineId)).ShouldBe(2);
        // The second threshold lies outside the limit: the time after the due instant has no share of it.
        using var efficiency = office.Service.ClientAs(Roles.EfficiencyOffice, [desk.Section]);
        var leads = await Office.GetAsync(efficiency, $"/leads?unitId={desk.Section}&subjectId={red.SubjectId}");
        leads.GetProperty("items").EnumerateArray().Select(l => l.GetProperty("rung").GetString()).ShouldBe(["red", "second-red"]);
    }

    [Fact]
    public async Task Withdrawn_light_closes_its_lead()
    {
        var desk = await office.DeskAsync();
        var light = Light(desk, "red");
        await ReceiveAsync(light);
        await ReceiveAsync(Withdrawal(light));
        await ReceiveAsync(Withdrawal(light)); // told again
        var closed = (await office.ToldAsync<LeadClosed>()).Single(l => l.SubjectId == light.SubjectId);
        closed.Reason.ShouldBe("light-withdrawn");
        (await office.Service.ScalarAsync<string>("select status from lead where light_id = $1", light.LightId)).ShouldBe("closed");
    }

    [Fact]
    public async Task Withdrawal_that_comes_first_waits_for_its_light()
    {
        var desk = await office.DeskAsync();
        var light = Light(desk, "red");
        await ReceiveAsync(Withdrawal(light));
        (await office.ToldAsync<LeadClosed>()).ShouldNotContain(l => l.SubjectId == light.SubjectId);
        await ReceiveAsync(light);
        (await office.ToldAsync<LeadOpened>()).Count(l => l.SubjectId == light.SubjectId).ShouldBe(1);
        (await office.ToldAsync<LeadClosed>()).Count(l => l.SubjectId == light.SubjectId).ShouldBe(1);
        (await office.Service.ScalarAsync<long>("select count(*) from early")).ShouldBe(0);
    }

    // The due date moved, the light went out, and the new due date passed as well: a question of its own.
    [Fact]
    public async Task Rung_reached_again_opens_another_lead_even_before_the_first_is_taken_back()
    {
        var desk = await office.DeskAsync();
        var first = Light(desk, "red");
        var second = Light(desk, "red") with
        {
            DeadlineId = first.DeadlineId, SubjectId = first.SubjectId, DueAt = Due.AddDays(7), RaisedFor = Due.AddDays(7),
        };
        await ReceiveAsync(first);
        await ReceiveAsync(second);
        (await office.ToldAsync<LeadOpened>()).Count(l => l.SubjectId == first.SubjectId).ShouldBe(1);
        await ReceiveAsync(Withdrawal(first));
        (await office.ToldAsync<LeadOpened>()).Count(l => l.SubjectId == first.SubjectId).ShouldBe(2);
        (await office.ToldAsync<LeadClosed>()).Count(l => l.SubjectId == first.SubjectId).ShouldBe(1);
    }

    [Fact]
    public async Task Light_on_a_post_that_is_not_known_yet_waits_for_it()
    {
        var desk = await office.DeskAsync();
        var light = Light(desk, "red") with { PostId = Guid.CreateVersion7() };
        await ReceiveAsync(light);
        (await office.Service.ScalarAsync<Guid>("select awaited_key from early where awaited_key = $1", light.PostId))
            .ShouldBe(light.PostId);

        // The front door gives ids of its own, so the post that the light names is brought as its handler brings one.
        await office.Service.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<AccountabilityDb>();
            db.Add(new Post
            {
                Id = light.PostId, UnitId = desk.Section, Code = "late", Name = "迟到的岗位", Kind = "handler", Version = 1,
            });
            db.Arrived(light.PostId);
            return await db.SaveChangesAsync();
        });
        var opened = (await office.ToldAsync<LeadOpened>()).Single(l => l.SubjectId == light.SubjectId);
        (opened.ResponsibleStaffId, opened.Capacity).ShouldBe((desk.Head, "section-head")); // nobody had a seat
    }

    [Fact]
    public async Task Leads_are_seen_in_ones_own_units_only()
    {
        var desk = await office.DeskAsync();
        var light = Light(desk, "red");
        await ReceiveAsync(light);
        var lead = (await office.ToldAsync<LeadOpened>()).Single(l => l.SubjectId == light.SubjectId).LeadId;
        var other = await office.DeskAsync();
        using var elsewhere = office.Service.ClientAs(Roles.EfficiencyOffice, [other.Section]);
        (await Office.GetAsync(elsewhere, "/leads")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Office.SendAsync(elsewhere, HttpMethod.Get, $"/leads?unitId={desk.Section}", null))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Office.SendAsync(elsewhere, HttpMethod.Get, $"/leads/{lead}", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var above = office.Service.ClientAs(Roles.EfficiencyOffice, [office.City]);
        (await Office.GetAsync(above, $"/leads?unitId={office.Department}&subjectId={light.SubjectId}&status=open"))
            .GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private static LightRaised Light(Desk desk, string rung) => new()
    {
        LightId = Guid.CreateVersion7(),
        DeadlineId = Guid.CreateVersion7(),
        SubjectKind = "case",
        SubjectId = Guid.CreateVersion7(),
        UnitId = desk.Section,
        PostId = desk.Post,
        LimitKind = "promised",
        Rung = rung,
        StartedAt = Started,
        DueAt = Due,
        RaisedFor = Due,
    };

    private static LightWithdrawn Withdrawal(LightRaised light) => new()
    {
        LightId = light.LightId,
        DeadlineId = light.DeadlineId,
        SubjectKind = light.SubjectKind,
        SubjectId = light.SubjectId,
        UnitId = light.UnitId,
        Rung = light.Rung,
        Reason = "completed-in-time",
        WithdrawnAt = Due.AddHours(1),
    };

    private Task<Guid> ReceiveAsync(LightRaised light) =>
        office.Service.ReceiveAsync(light, light.DeadlineId, 2, light.UnitId, light.RaisedFor.ToUniversalTime());

    private Task<Guid> ReceiveAsync(LightWithdrawn withdrawal) =>
        office.Service.ReceiveAsync(withdrawal, withdrawal.DeadlineId, 3, withdrawal.UnitId, withdrawal.WithdrawnAt.ToUniversalTime());

    private static IEnumerable<string> Evidence(JsonElement view) =>
        view.GetProperty("evidence").EnumerateArray().Select(e => string.Join(' ',
            e.GetProperty("kind").GetString(),
            e.GetProperty("staffName").GetString() ?? "-",
            e.GetProperty("capacity").GetString() ?? "-",
            e.GetProperty("share") is { ValueKind: JsonValueKind.Number } share ? share.GetDecimal().ToString("0.####", null) : ""));
}
