using System.Text.Json.Nodes;
using Efficiency.ServiceDefaults;

namespace Efficiency.Appraisal.Tests;

/// <summary>Every refusal of this service as a caller gets it, compared with the committed body.</summary>
public sealed class RefusalTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    [Fact]
    public Task Unit_of_another_department() => RefusedAsync(
        "ledger-unit-out-of-reach", $"ledger?unitId={AppraisalService.OtherDepartment}");

    [Fact]
    public Task Year_before_any_regulation() => RefusedAsync("ledger-year-out-of-range", "ledger?year=1999");

    private async Task RefusedAsync(string code, string path)
    {
        using var client = appraisal.Service.ClientAs(Roles.Leader, [AppraisalService.Department]);
        using var response = await client.GetAsync(new Uri($"/api/appraisal/v1/{path}", UriKind.Relative));
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        body.Remove("traceId").ShouldBeTrue();
        body["code"]!.GetValue<string>().ShouldBe(code);
        Snapshot.ShouldMatch($"tests/Appraisal.Tests/Refusals/{code}.json", body);
    }
}
