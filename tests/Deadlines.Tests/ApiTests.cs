using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Efficiency.Deadlines.Tests.DeadlinesFixture;

namespace Efficiency.Deadlines.Tests;

public sealed class ApiTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    private const string Root = "/api/deadlines/v1";

    public static TheoryData<string, string> OtherRoles => new()
    {
        { "calendars", "handler" },
        { "calendars", "general-office" },
        { "calendars", "auditor" },
        { "office-hours", "handler" },
        { "office-hours", "section-head" },
        { "office-hours", "department-system" },
    };

    [Theory]
    [MemberData(nameof(OtherRoles))]
    public async Task Role_that_may_not_is_refused_and_leaves_nothing(string route, string role)
    {
        using var response = await fixture.Service.ClientAs(role, [City]).PostAsJsonAsync($"{Root}/{route}", new { region = "CN", source = "default" });

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await fixture.Service.ScalarAsync<long>("select count(*) from idempotency where caller = $1", $"test-{role}")).ShouldBe(0);
    }

    [Theory]
    [InlineData("calendars/CN")]
    [InlineData("office-hours?unitId=0199fd0a-0000-7000-8000-000000000001")]
    [InlineData("deadlines")]
    [InlineData("deadlines/0199fd0a-0000-7000-8000-000000000001")]
    [InlineData("deadlines/0199fd0a-0000-7000-8000-000000000001/explanation")]
    [InlineData("lights")]
    public async Task Nobody_reads_without_a_token_or_with_a_role_of_other_work(string path)
    {
        using var anonymous = await fixture.Service.ClientWith(null).GetAsync(new Uri($"{Root}/{path}", UriKind.Relative));
        using var other = await fixture.Service.ClientAs("personnel", [City]).GetAsync(new Uri($"{Root}/{path}", UriKind.Relative));

        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Caller_sees_his_own_units_and_those_below_only()
    {
        await fixture.CalendarAsync();
        var caseId = await fixture.AcceptAsync("2026-09-24 10:00");
        var id = (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("id").GetGuid();
        using var stranger = fixture.Service.ClientAs("handler", [OtherBureau]);

        (await fixture.GetAsync($"deadlines?subjectId={caseId}", stranger)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await fixture.GetAsync($"lights?subjectId={caseId}", stranger)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await StatusAsync(stranger, $"deadlines/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(stranger, $"deadlines/{id}/explanation")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(stranger, $"deadlines?unitId={Section}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(stranger, $"lights?unitId={Section}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(fixture.Administrator, $"deadlines/{id}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(fixture.Handler, $"deadlines/{id}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pages_go_through_all_limits_of_a_unit_once()
    {
        await fixture.CalendarAsync();
        var cases = new HashSet<Guid>();
        for (var index = 0; index < 3; index++)
        {
            cases.Add(await fixture.AcceptAsync("2026-09-24 10:00"));
        }

        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = await fixture.GetAsync($"deadlines?unitId={Bureau}&limit=1{(next is null ? "" : $"&after={next}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("subjectId").GetGuid()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        seen.Count.ShouldBe(seen.Distinct().Count());
        cases.IsSubsetOf(seen).ShouldBeTrue();
    }

    [Fact]
    public async Task Calendar_is_loaded_once_and_shows_its_years()
    {
        await fixture.CalendarAsync();

        var calendar = await fixture.GetAsync("calendars/CN?year=2026");

        calendar.GetProperty("lastAnnouncedYear").GetInt32().ShouldBe(2026);
        var year = calendar.GetProperty("years").EnumerateArray().Single();
        year.GetProperty("workingDays").GetInt32().ShouldBe(248);
        year.GetProperty("makeUpWorkingDays").EnumerateArray().Last().GetProperty("day").GetString().ShouldBe("2026-10-10");
        (await StatusAsync(fixture.Handler, "calendars/XX")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hours_of_a_unit_hold_below_it_and_the_explanation_says_whose_they_are()
    {
        await fixture.CalendarAsync();
        var bureau = Guid.CreateVersion7();
        var section = Guid.CreateVersion7();
        await fixture.RegisterUnitAsync(bureau, City, "department");
        await fixture.RegisterUnitAsync(section, bureau, "section");
        using var response = await fixture.Service.ClientAs("general-office", [bureau]).PostAsJsonAsync($"{Root}/office-hours", new
        {
            unitId = bureau,
            validFrom = "2026-01-01",
            periods = new[] { new { opens = "08:00", closes = "12:00" }, new { opens = "14:00", closes = "18:00" } },
        });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());

        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Accepted(caseId, "2026-09-24 10:00", unit: section), caseId);

        var limit = (await fixture.GetAsync($"deadlines?subjectId={caseId}", fixture.Administrator)).GetProperty("items")[0];
        limit.GetProperty("dueAt").GetDateTimeOffset().ShouldBe(Domain.City.At("2026-10-09 18:00"));
        limit.GetProperty("yellowAt").GetDateTimeOffset().ShouldBe(Domain.City.At("2026-10-08 08:00"));
        var hours = (await fixture.GetAsync($"deadlines/{limit.GetProperty("id").GetGuid()}/explanation", fixture.Administrator))
            .GetProperty("officeHours").EnumerateArray().Single();
        hours.GetProperty("source").GetString().ShouldBe("unit-above");
        hours.GetProperty("sourceText").GetProperty("zh").GetString().ShouldBe("上级单位登记的办公时间");
        (await fixture.GetAsync($"office-hours?unitId={bureau}", fixture.Administrator)).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Answer_of_a_limit_carries_its_version()
    {
        await fixture.CalendarAsync();
        var caseId = await fixture.AcceptAsync("2026-09-24 10:00");
        var id = (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("id").GetGuid();
        using var response = await fixture.Handler.GetAsync(new Uri($"{Root}/deadlines/{id}", UriKind.Relative));

        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        body.GetProperty("version").GetInt32().ShouldBe(1);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri($"{Root}/{path}", UriKind.Relative));
        return response.StatusCode;
    }
}
