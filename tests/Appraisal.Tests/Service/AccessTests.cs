using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Efficiency.ServiceDefaults;

namespace Efficiency.Appraisal.Tests;

/// <summary>Who may see which lines, and what a list and a total show.</summary>
public sealed class AccessTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    private static readonly DateTimeOffset Due = new(2026, 9, 9, 17, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(Roles.EfficiencyOffice, HttpStatusCode.OK)]
    [InlineData(Roles.LeadingGroup, HttpStatusCode.OK)]
    [InlineData(Roles.Panel, HttpStatusCode.OK)]
    [InlineData(Roles.Leader, HttpStatusCode.OK)]
    [InlineData(Roles.Auditor, HttpStatusCode.OK)]
    [InlineData(Roles.FrontDesk, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Handler, HttpStatusCode.Forbidden)]
    [InlineData(Roles.DepartmentSystem, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Ops, HttpStatusCode.Forbidden)] // keeps the suite running, judges nobody
    public async Task Role_opens_the_ledger_or_not(string role, HttpStatusCode status)
    {
        await appraisal.RaiseAsync(AppraisalService.Department, "red", Due);
        var line = (await appraisal.LedgerAsync(AppraisalService.Department, lines: 1))[0].GetProperty("id").GetGuid();
        using var client = appraisal.Service.ClientAs(role, [AppraisalService.City]);
        foreach (var path in new[] { "ledger", $"ledger/{line}", $"ledger/summary?unitId={AppraisalService.Department}&year=2026" })
        {
            using var response = await client.GetAsync(new Uri($"/api/appraisal/v1/{path}", UriKind.Relative));
            response.StatusCode.ShouldBe(status, path);
        }
    }

    [Fact]
    public async Task Nobody_sees_the_ledger_without_a_token()
    {
        using var client = appraisal.Service.ClientWith(null);
        using var response = await client.GetAsync(new Uri("/api/appraisal/v1/ledger", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // A leader sees his own unit with its sections, nothing beside it and nothing above it.
    [Fact]
    public async Task Leader_sees_his_own_subtree_only()
    {
        await appraisal.RaiseAsync(AppraisalService.Section, "red", Due);
        await appraisal.RaiseAsync(AppraisalService.OtherDepartment, "red", Due);
        await appraisal.LedgerAsync(AppraisalService.Section, lines: 1);
        var foreign = (await appraisal.LedgerAsync(AppraisalService.OtherDepartment, lines: 1))[0].GetProperty("id").GetGuid();
        using var leader = appraisal.Service.ClientAs(Roles.Leader, [AppraisalService.Department]);

        var units = (await GetAsync(leader, "ledger?limit=200")).GetProperty("items").EnumerateArray()
            .Select(line => line.GetProperty("unitId").GetGuid()).ToHashSet();
        units.ShouldContain(AppraisalService.Section);
        units.IsSubsetOf([AppraisalService.Department, AppraisalService.Section]).ShouldBeTrue();
        (await StatusAsync(leader, $"ledger?unitId={AppraisalService.Section}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(leader, $"ledger?unitId={AppraisalService.OtherDepartment}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(leader, $"ledger?unitId={AppraisalService.City}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(leader, $"ledger/summary?unitId={AppraisalService.City}&year=2026")).ShouldBe(HttpStatusCode.Forbidden);
        // Not even that it exists.
        (await StatusAsync(leader, $"ledger/{foreign}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(leader, $"ledger/{Guid.CreateVersion7()}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_goes_on_where_the_page_before_ended()
    {
        var unit = await appraisal.NewUnitAsync();
        for (var day = 0; day < 5; day++)
        {
            await appraisal.RaiseAsync(unit, "red", Due.AddDays(day));
        }

        await appraisal.LedgerAsync(unit, lines: 5);
        using var client = appraisal.Office();
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await GetAsync(client, $"ledger?unitId={unit}&limit=2&after={after}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        seen.Count.ShouldBe(5);
        seen.ShouldBeUnique();
    }

    [Fact]
    public async Task List_is_narrowed_by_year_matter_and_kind()
    {
        var unit = await appraisal.NewUnitAsync();
        var red = await appraisal.RaiseAsync(unit, "red", Due);
        await appraisal.RaiseAsync(unit, "yellow", Due);
        await appraisal.LedgerAsync(unit, lines: 2);
        await appraisal.WithdrawAsync(red);
        await appraisal.LedgerAsync(unit, lines: 3);
        using var client = appraisal.Office();

        (await ToldAsync(client, $"ledger?unitId={unit}&kind=light-red")).ShouldBe("light-red -5, light-withdrawn 5");
        (await ToldAsync(client, $"ledger?unitId={unit}&subjectId={red.SubjectId}")).ShouldBe("light-red -5, light-withdrawn 5");
        (await ToldAsync(client, $"ledger?unitId={unit}&year=2025")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Summary_adds_up_and_leads_to_its_lines()
    {
        var unit = await appraisal.NewUnitAsync();
        var first = await appraisal.RaiseAsync(unit, "red", Due);
        await appraisal.RaiseAsync(unit, "red", Due.AddDays(1));
        await appraisal.RaiseAsync(unit, "second-red", Due.AddDays(6));
        await appraisal.LedgerAsync(unit, lines: 3);
        await appraisal.WithdrawAsync(first);
        await appraisal.LedgerAsync(unit, lines: 4);
        await appraisal.CloseAsync(unit, Due.AddDays(7), inTime: false, usedShare: 2);
        await appraisal.LedgerAsync(unit, lines: 5);
        using var client = appraisal.Office();

        var summary = await GetAsync(client, $"ledger/summary?unitId={unit}&year=2026");
        summary.GetProperty("points").GetDecimal().ShouldBe(-15);
        var red = summary.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() is "light-red");
        red.GetProperty("facts").GetInt32().ShouldBe(2);
        red.GetProperty("takenBack").GetInt32().ShouldBe(1);
        red.GetProperty("points").GetDecimal().ShouldBe(-5);
        var late = summary.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() is "completed-late");
        late.GetProperty("withoutPoints").GetInt32().ShouldBe(1);
        var lines = await client.GetFromJsonAsync<JsonElement>(red.GetProperty("lines").GetString());
        lines.GetProperty("items").EnumerateArray().Sum(line => line.GetProperty("points").GetDecimal()).ShouldBe(-5);
    }

    // Everything wrong is told at once.
    [Theory]
    [InlineData("ledger/summary", "unitId", "year")]
    [InlineData("ledger/summary?year=1999", "unitId", "year")]
    [InlineData("ledger?year=2004&kind=light-green", "year", "kind")]
    [InlineData("ledger?limit=0", "limit")]
    [InlineData("ledger?after=nonsense", "after")]
    public async Task Bad_input_is_refused_with_every_error(string path, params string[] fields)
    {
        using var client = appraisal.Office();
        using var response = await client.GetAsync(new Uri($"/api/appraisal/v1/{path}", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).ShouldBe(fields);
    }

    private static async Task<string> ToldAsync(HttpClient client, string path) =>
        AppraisalService.Told((await GetAsync(client, path)).GetProperty("items").EnumerateArray());

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) =>
        await client.GetFromJsonAsync<JsonElement>($"/api/appraisal/v1/{path}");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri($"/api/appraisal/v1/{path}", UriKind.Relative));
        return response.StatusCode;
    }
}
