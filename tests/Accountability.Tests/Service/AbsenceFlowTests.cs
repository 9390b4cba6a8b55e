using System.Net;
using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.ServiceDefaults;
using Npgsql;

namespace Efficiency.Accountability.Tests.Service;

/// <summary>Who covers whom, through the front door (AB-01, AB-08, AB-10, LAW-16).</summary>
public sealed class AbsenceFlowTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task B_stands_in_for_A_on_leave_and_is_relieved_on_his_return()
    {
        var desk = await office.DeskAsync();
        var absence = await Office.CreatedAsync(
            await office.AwayAsync(desk.A, "annual-leave", Office.Day(9, 28), Office.Day(10, 12)));
        var activated = (await office.ToldAsync<StandInActivated>()).Single(s => s.PostId == desk.Post);
        (activated.StaffId, activated.ForStaffId, activated.From, activated.To)
            .ShouldBe((desk.B, desk.A, Office.Day(9, 28), Office.Day(10, 12)));

        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 27))).ShouldBe("holder 甲");
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 28))).ShouldBe("stand-in 乙"); // begins by its period: no timer
        (await office.ResponsibleAsync(desk.Post, Office.Day(10, 12))).ShouldBe("holder 甲"); // the end is exclusive

        office.Service.MoveTo(Office.Day(10, 8, 9));
        var path = $"/absences/{absence.GetProperty("id").GetGuid()}/return";
        var known = office.Service.Clock.Now;
        office.Service.MoveTo(Office.Day(10, 8, 9, 1));
        (await Office.PostAsync(office.Administrator, path, new { })).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await Office.PostAsync(office.Administrator, path, new { }, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, path, new { }, "\"2\""))).ShouldBe(["illegal-move"]);

        var ended = (await office.ToldAsync<StandInEnded>()).Single(s => s.PostId == desk.Post);
        (ended.StandInId, ended.EndedAt).ShouldBe((activated.StandInId, Office.Day(10, 8, 9, 1)));
        (await office.ResponsibleAsync(desk.Post, Office.Day(10, 9))).ShouldBe("holder 甲");
        (await office.ResponsibleAsync(desk.Post, Office.Day(10, 9), known)).ShouldBe("stand-in 乙"); // as believed before
    }

    [Theory]
    [InlineData(true)] // A leaves while B is away
    [InlineData(false)] // B leaves while A is away
    public async Task A_and_B_are_not_away_together_by_plan(bool aLast)
    {
        var desk = await office.DeskAsync();
        var (first, last) = aLast ? (desk.B, desk.A) : (desk.A, desk.B);
        await Office.CreatedAsync(await office.AwayAsync(first, "business-trip", Office.Day(9, 28), Office.Day(9, 30)));
        var refused = await office.AwayAsync(last, "annual-leave", Office.Day(9, 29), Office.Day(10, 12));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Office.CodesAsync(refused)).ShouldBe(["stand-in-away-too"]);
        // Nothing is left behind.
        (await office.Service.ScalarAsync<long>("select count(*) from absence where staff_id = $1", last)).ShouldBe(0);
    }

    [Fact]
    public async Task Named_third_covers_the_time_of_both_and_leaves_the_seat_with_the_absence()
    {
        var desk = await office.DeskAsync();
        await Office.CreatedAsync(await office.AwayAsync(desk.B, "business-trip", Office.Day(9, 28), Office.Day(9, 30)));
        var absence = await Office.CreatedAsync(await office.AwayAsync(
            desk.A, "annual-leave", Office.Day(9, 28), Office.Day(10, 12), (desk.Post, desk.C)));
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 29))).ShouldBe("third 丙");
        (await office.ResponsibleAsync(desk.Post, Office.Day(10, 9))).ShouldBe("stand-in 乙");

        office.Service.MoveTo(Office.Day(9, 29, 12));
        await Office.CreatedAsync(await Office.PostAsync(
            office.Administrator, $"/absences/{absence.GetProperty("id").GetGuid()}/return", new { }, "\"1\""));
        (await office.ToldAsync<PostAssigned>()).Last(a => a.StaffId == desk.C).To.ShouldBe(Office.Day(9, 29, 12));
        (await office.ResponsibleAsync(desk.Post, Office.Day(10, 9))).ShouldBe("holder 甲");
    }

    [Fact]
    public async Task Sudden_absence_is_recorded_and_the_section_head_holds_the_work()
    {
        var desk = await office.DeskAsync();
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "annual-leave", Office.Day(9, 23), Office.Day(10, 12)));
        var sick = await Office.CreatedAsync(await office.AwayAsync(desk.B, "sick-leave", Office.Day(9, 24), null));
        var uncovered = (await office.ToldAsync<PostUncovered>()).Single(p => p.PostId == desk.Post);
        (uncovered.HeldByStaffId, uncovered.From, uncovered.To).ShouldBe((desk.Head, Office.Day(9, 24), Office.Day(10, 12)));
        (await office.ToldAsync<StandInEnded>()).Single(s => s.PostId == desk.Post).EndedAt.ShouldBe(Office.Day(9, 24));
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 23, 12))).ShouldBe("stand-in 乙");
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 24, 12))).ShouldBe("section-head 科长");

        // B is well again: he stands in for the rest, and the others hear the end of the gap.
        office.Service.MoveTo(Office.Day(9, 28, 8));
        await Office.CreatedAsync(await Office.PostAsync(
            office.Administrator, $"/absences/{sick.GetProperty("id").GetGuid()}/return", new { }, "\"1\""));
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 28, 8))).ShouldBe("stand-in 乙");
        (await office.ToldAsync<PostUncovered>()).Last(p => p.PostId == desk.Post).To.ShouldBe(Office.Day(9, 28, 8));
    }

    [Fact]
    public async Task Post_of_an_absent_head_is_held_by_the_head_above()
    {
        var desk = await office.DeskAsync();
        var above = await office.StaffAsync(office.Department, "上级科长");
        var abovePost = await office.PostAsync(office.Department, $"head-{desk.Section}"[..30], "section-head");
        await office.AssignAsync(abovePost, above, "A");
        await Office.CreatedAsync(await office.AwayAsync(desk.Head, "emergency", Office.Day(9, 24), Office.Day(9, 30)));
        (await office.ToldAsync<PostUncovered>()).Last(p => p.PostId == desk.HeadPost).HeldByStaffId.ShouldBe(above);
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "emergency", Office.Day(9, 24), Office.Day(9, 30)));
        await Office.CreatedAsync(await office.AwayAsync(desk.B, "emergency", Office.Day(9, 24), Office.Day(9, 30)));
        (await office.ToldAsync<PostUncovered>()).Last(p => p.PostId == desk.Post).HeldByStaffId.ShouldBe(above);
    }

    // AB-03, AB-04: without a B a short absence needs consent only, a day or more a named stand-in.
    [Theory]
    [InlineData(2, "")]
    [InlineData(24, "no-stand-in")]
    public async Task Planned_leave_from_a_post_without_B(int hours, string code)
    {
        var desk = await office.DeskAsync(withB: false);
        var answer = await office.AwayAsync(desk.A, "outing", Office.Day(9, 28, 9), Office.Day(9, 28, 9).AddHours(hours));
        string.Join(' ', await Office.CodesAsync(answer)).ShouldBe(code);
    }

    [Fact]
    public async Task New_B_covers_an_absence_that_has_begun()
    {
        var desk = await office.DeskAsync(withB: false);
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "sick-leave", Office.Day(9, 24), null));
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 25))).ShouldBe("section-head 科长");
        await office.AssignAsync(desk.Post, desk.B, "B", Office.Day(9, 25));
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 25))).ShouldBe("stand-in 乙");
    }

    [Fact]
    public async Task Called_off_leave_never_came_about()
    {
        var desk = await office.DeskAsync();
        var absence = await Office.CreatedAsync(
            await office.AwayAsync(desk.A, "training", Office.Day(10, 12), Office.Day(10, 17)));
        var called = await Office.CreatedAsync(await Office.PostAsync(
            office.Administrator, $"/absences/{absence.GetProperty("id").GetGuid()}/return", new { }, "\"1\""));
        called.GetProperty("status").GetString().ShouldBe("cancelled");
        (await office.ResponsibleAsync(desk.Post, Office.Day(10, 13))).ShouldBe("holder 甲");
        // The time is free again.
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "training", Office.Day(10, 13), Office.Day(10, 14)));
    }

    [Fact]
    public async Task Absence_is_recorded_once_by_rule_and_by_constraint()
    {
        var desk = await office.DeskAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => office.AwayAsync(desk.A, "meeting", Office.Day(9, 28), Office.Day(9, 29))));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            (await Office.CodesAsync(refused)).ShouldBe(["absence-overlaps"]);
        }
        (await office.ToldAsync<StandInActivated>()).Count(s => s.PostId == desk.Post).ShouldBe(1);
        var constraint = await Should.ThrowAsync<PostgresException>(() => office.Service.ScalarAsync<int>(
            """
            insert into absence (id, staff_id, unit_id, kind, planned, starts_at, status, recorded_at, version)
            values ($1, $2, $3, 'meeting', true, '2026-09-28 12:00+08', 'recorded', '2026-09-01', 1)
            """, Guid.CreateVersion7(), desk.A, desk.Section));
        constraint.ConstraintName.ShouldBe("ex_absence_person");
    }

    // The kind of leave and its reason are for personnel; whoever looks is kept; no event tells either.
    [Fact]
    public async Task Kind_and_reason_are_for_personnel_only()
    {
        var desk = await office.DeskAsync();
        var created = await Office.CreatedAsync(await Office.PostAsync(office.Administrator, "/absences", new
        {
            staffId = desk.A, kind = "sick-leave", from = Office.Day(9, 24), reason = "手术住院",
        }));
        var path = $"/absences/{created.GetProperty("id").GetGuid()}";
        created.TryGetProperty("kind", out _).ShouldBeFalse();

        using var personnel = office.Service.ClientAs(Roles.Personnel, [office.Department]);
        var full = await Office.GetAsync(personnel, path);
        (full.GetProperty("kind").GetString(), full.GetProperty("reason").GetString()).ShouldBe(("sick-leave", "手术住院"));
        (await office.Service.ScalarAsync<long>(
            "select count(*) from audit where action = 'accountability.absence-read' and subject_id = $1",
            created.GetProperty("id").GetGuid())).ShouldBe(1);

        using var leader = office.Service.ClientAs(Roles.Leader, [office.Department]);
        var masked = await Office.GetAsync(leader, path);
        masked.GetProperty("kind").ValueKind.ShouldBe(JsonValueKind.Null);
        masked.GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Office.GetAsync(leader, $"/absences?unitId={desk.Section}&at=2026-09-25T00:00:00Z")).ToString()
            .ShouldNotContain("sick-leave");
        (await office.Service.ScalarAsync<long>(
            "select count(*) from feed where payload::text like '%sick-leave%' or payload::text like '%手术%'")).ShouldBe(0);
        (await office.Service.ScalarAsync<string>("select reason from absence where id = $1",
            created.GetProperty("id").GetGuid()))!.ShouldStartWith("A256GCM:");
    }

    [Fact]
    public async Task Whereabouts_are_seen_in_ones_own_units_only()
    {
        var desk = await office.DeskAsync();
        await Office.CreatedAsync(await office.AwayAsync(desk.A, "meeting", Office.Day(9, 24), Office.Day(9, 25)));
        using var here = office.Service.ClientAs(Roles.FrontDesk, [desk.Section]);
        (await Office.GetAsync(here, "/absences")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await Office.GetAsync(here, $"/absences?staffId={desk.A}&at=2026-09-25T00:00:00Z"))
            .GetProperty("items").GetArrayLength().ShouldBe(0);
        var there = await office.DeskAsync();
        using var elsewhere = office.Service.ClientAs(Roles.FrontDesk, [there.Section]);
        (await Office.GetAsync(elsewhere, "/absences")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Office.SendAsync(elsewhere, HttpMethod.Get, $"/absences?unitId={desk.Section}", null))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
