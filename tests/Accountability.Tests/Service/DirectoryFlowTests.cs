using System.Net;
using Efficiency.Contracts.Accountability;
using Efficiency.ServiceDefaults;
using Npgsql;

namespace Efficiency.Accountability.Tests.Service;

/// <summary>Units, people, posts and seats through the front door.</summary>
public sealed class DirectoryFlowTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task Directory_is_told_to_the_other_services()
    {
        var desk = await office.DeskAsync();
        (await office.ToldAsync<UnitRegistered>()).ShouldContain(u => u.UnitId == desk.Section && u.ParentId == office.Department);
        (await office.ToldAsync<StaffRegistered>()).Count(s => s.UnitId == desk.Section).ShouldBe(4);
        (await office.ToldAsync<PostRegistered>()).Where(p => p.UnitId == desk.Section).Select(p => p.Kind)
            .ShouldBe(["section-head", "handler"]);
        (await office.ToldAsync<PostAssigned>()).Where(a => a.PostId == desk.Post).Select(a => (a.Seat, a.StaffId))
            .ShouldBe([("A", desk.A), ("B", desk.B)]);
        // Unit, four people, two posts, three seats.
        (await office.Service.ScalarAsync<long>(
            "select count(*) from audit where action like 'accountability.%' and unit_id = $1", desk.Section)).ShouldBe(10);
    }

    [Fact]
    public async Task Lists_are_paged_by_key()
    {
        var desk = await office.DeskAsync();
        var first = await Office.GetAsync(office.Administrator, $"/staff?unitId={desk.Section}&limit=3");
        first.GetProperty("items").GetArrayLength().ShouldBe(3);
        var second = await Office.GetAsync(
            office.Administrator, $"/staff?unitId={desk.Section}&limit=3&after={first.GetProperty("next").GetString()}");
        second.GetProperty("items").GetArrayLength().ShouldBe(1);
        second.GetProperty("next").GetString().ShouldBeNull();
        (await Office.GetAsync(office.Administrator, $"/units?code=440000-01")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await Office.GetAsync(office.Administrator, $"/posts?unitId={desk.Section}&kind=handler"))
            .GetProperty("items").GetArrayLength().ShouldBe(1);
        (await Office.GetAsync(office.Administrator, $"/posts/{desk.Post}/assignments"))
            .GetProperty("items").GetArrayLength().ShouldBe(2);
        (await Office.GetAsync(office.Administrator, $"/posts/{desk.Post}")).GetProperty("code").GetString().ShouldBe("window");
    }

    [Fact]
    public async Task Unit_and_person_change_only_with_the_version_that_was_read()
    {
        var desk = await office.DeskAsync();
        var body = new { name = "政务服务科", validTo = (string?)null };
        var path = $"/units/{desk.Section}";
        (await Office.SendAsync(office.Administrator, HttpMethod.Put, path, body)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await Office.SendAsync(office.Administrator, HttpMethod.Put, path, body, "\"7\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var changed = await Office.SendAsync(office.Administrator, HttpMethod.Put, path, body, "\"1\"");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await office.ToldAsync<UnitRegistered>())[^1].Name.ShouldBe("政务服务科");

        var staff = new { unitId = office.Department, name = "丙", title = "主任科员" };
        (await Office.SendAsync(office.Administrator, HttpMethod.Put, $"/staff/{desk.C}", staff, "\"1\""))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Office.GetAsync(office.Administrator, $"/staff/{desk.C}")).GetProperty("title").GetString().ShouldBe("主任科员");
    }

    [Fact]
    public async Task Ended_unit_takes_nobody_in()
    {
        var desk = await office.DeskAsync();
        var ended = await Office.SendAsync(office.Administrator, HttpMethod.Put, $"/units/{desk.Section}",
            new { name = "已撤销", validTo = "2026-09-01" }, "\"1\"");
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, "/staff",
            new { unitId = desk.Section, name = "某人", title = "科员" }))).ShouldBe(["unit-closed"]);
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, "/posts",
            new { unitId = desk.Section, code = "x", name = "x", kind = "handler" }))).ShouldBe(["unit-closed"]);
    }

    // PR-03, AB-02: refused by the rule ...
    [Theory]
    [InlineData("A", false, "seat-taken")]
    [InlineData("third", true, "same-person-twice")]
    public async Task Overlapping_seat_is_refused(string seat, bool holder, string code)
    {
        var desk = await office.DeskAsync();
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, $"/posts/{desk.Post}/assignments",
            new { staffId = holder ? desk.A : desk.C, seat, from = Office.Day(9, 1) }))).ShouldBe([code]);
    }

    // ... when many ask at once, one gets the seat ...
    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_the_seat()
    {
        var desk = await office.DeskAsync();
        var post = await office.PostAsync(desk.Section, "window-2", "handler");
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => office.StaffAsync(desk.Section, $"候选 {n}")));
        var answers = await Task.WhenAll(people.Select(person => Office.PostAsync(
            office.Administrator, $"/posts/{post}/assignments", new { staffId = person, seat = "A", from = Office.Day(9, 1) })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            (await Office.CodesAsync(refused)).ShouldBe(["seat-taken"]);
        }
    }

    // ... and by the database, whoever writes.
    [Theory]
    [InlineData("A", false, "ex_post_assignment_seat")]
    [InlineData("third", true, "ex_post_assignment_person")]
    public async Task Database_refuses_an_overlapping_seat_too(string seat, bool holder, string constraint)
    {
        var desk = await office.DeskAsync();
        var refused = await Should.ThrowAsync<PostgresException>(() => office.Service.ScalarAsync<int>(
            """
            insert into post_assignment (id, post_id, unit_id, staff_id, seat, starts_at, version, recorded_at)
            values ($1, $2, $3, $4, $5, '2026-09-01', 1, '2026-09-01')
            """, Guid.CreateVersion7(), desk.Post, desk.Section, holder ? desk.A : desk.C, seat));
        refused.SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
        refused.ConstraintName.ShouldBe(constraint);
    }

    [Fact]
    public async Task Ended_seat_is_free_and_the_past_stays_known()
    {
        var desk = await office.DeskAsync();
        var assignments = await Office.GetAsync(office.Administrator, $"/posts/{desk.Post}/assignments");
        var seat = assignments.GetProperty("items").EnumerateArray().First(a => a.GetProperty("staffId").GetGuid() == desk.A);
        var path = $"/posts/{desk.Post}/assignments/{seat.GetProperty("id").GetGuid()}/end";
        var before = office.Service.Clock.Now;
        office.Service.MoveTo(Office.Day(9, 25, 9));

        (await Office.PostAsync(office.Administrator, path, new { to = Office.Day(9, 20) })).StatusCode
            .ShouldBe(HttpStatusCode.PreconditionRequired);
        (await Office.PostAsync(office.Administrator, path, new { to = Office.Day(9, 20) }, "\"1\"")).StatusCode
            .ShouldBe(HttpStatusCode.OK);
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, path, new { to = Office.Day(9, 22) }, "\"2\"")))
            .ShouldBe(["assignment-already-ended"]);
        await office.AssignAsync(desk.Post, desk.C, "A", Office.Day(9, 20));

        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 19))).ShouldBe("holder 甲");
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 21))).ShouldBe("holder 丙");
        // As known before the correction (AB-08 at any instant of the past).
        (await office.ResponsibleAsync(desk.Post, Office.Day(9, 21), before)).ShouldBe("holder 甲");
        (await office.ToldAsync<PostAssigned>()).Last(a => a.StaffId == desk.A).To.ShouldBe(Office.Day(9, 20));
    }

    [Fact]
    public async Task Codes_are_unique()
    {
        var desk = await office.DeskAsync();
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, "/units",
            new { kind = "department", parentId = office.City, code = "440000-01", name = "又一个" }))).ShouldBe(["unit-code-taken"]);
        (await Office.CodesAsync(await Office.PostAsync(office.Administrator, "/posts",
            new { unitId = desk.Section, code = "window", name = "又一个", kind = "handler" }))).ShouldBe(["post-code-taken"]);
    }

    // GV-14: the tree; whoever reaches a part of it changes that part only.
    [Fact]
    public async Task Scope_is_a_subtree()
    {
        var desk = await office.DeskAsync();
        var other = await office.UnitAsync("department", office.City, "440000-02");
        using var personnel = office.Service.ClientAs(Roles.Personnel, [office.Department]);
        static object Person(Guid unit) => new { unitId = unit, name = "新人", title = "科员" };
        (await Office.PostAsync(personnel, "/staff", Person(desk.Section))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Office.PostAsync(personnel, "/staff", Person(other))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Office.PostAsync(personnel, "/units", new { kind = "city", code = "330000", name = "另一城市" }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Office.PostAsync(personnel, "/units",
            new { kind = "section", parentId = desk.Section, code = "440000-window", name = "窗口" }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Repeated_request_registers_once()
    {
        using var client = office.Service.ClientAs(Roles.Administrator);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "register-once");
        var body = new { kind = "department", parentId = office.City, code = "440000-77", name = "一次" };
        var first = await Office.CreatedAsync(await Office.PostAsync(client, "/units", body));
        var second = await Office.CreatedAsync(await Office.PostAsync(client, "/units", body));
        second.GetProperty("id").GetGuid().ShouldBe(first.GetProperty("id").GetGuid());
        (await office.Service.ScalarAsync<long>("select count(*) from unit where code = '440000-77'")).ShouldBe(1);
    }
}
