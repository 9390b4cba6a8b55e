using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Efficiency.Accountability.Domain;
using Efficiency.Contracts;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Accountability.Tests.Service;

/// <summary>What the service promises to its callers: routes and roles, refusals, the API document.</summary>
public sealed class PromiseTests(Office office) : IClassFixture<Office>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Everybody = "*";
    private const string Keepers = "administrator personnel";
    private const string Board =
        "administrator efficiency-office front-desk general-office handler leader organ-head personnel section-head";
    private const string Drafters = "administrator efficiency-office general-office leader organ-head";
    private const string Examiners = "efficiency-office leading-group superior-efficiency-office";

    // Every endpoint and every role that may call it.
    public static TheoryData<string, string, string> Endpoints => new()
    {
        { "POST", "/units", Keepers },
        { "PUT", "/units/{id:guid}", Keepers },
        { "GET", "/units/{id:guid}", Everybody },
        { "GET", "/units", Everybody },
        { "POST", "/staff", Keepers },
        { "PUT", "/staff/{id:guid}", Keepers },
        { "GET", "/staff/{id:guid}", Everybody },
        { "GET", "/staff", Everybody },
        { "POST", "/posts", Keepers },
        { "GET", "/posts/{id:guid}", Everybody },
        { "GET", "/posts", Everybody },
        { "POST", "/posts/{id:guid}/assignments", Keepers },
        { "GET", "/posts/{id:guid}/assignments", Everybody },
        { "POST", "/posts/{id:guid}/assignments/{assignmentId:guid}/end", Keepers },
        { "GET", "/posts/{id:guid}/responsibility", Everybody },
        { "POST", "/absences", Keepers },
        { "POST", "/absences/{id:guid}/return", Keepers },
        { "GET", "/absences/{id:guid}", "administrator leader organ-head personnel section-head" },
        { "GET", "/absences", Board },
        { "GET", "/profiles", Everybody },
        { "GET", "/profiles/{name}", Everybody },
        { "GET", "/policy-keys", Everybody },
        { "POST", "/regulations", Drafters },
        { "POST", "/regulations/{id:guid}/approval", "government-head leader organ-head" },
        { "POST", "/regulations/{id:guid}/withdrawal", $"{Drafters} government-head" },
        { "GET", "/regulations/{id:guid}", Everybody },
        { "GET", "/regulations", Everybody },
        { "GET", "/leads", Examiners },
        { "GET", "/leads/{id:guid}", Examiners },
        { "GET", "/feed", "administrator auditor department-system" },
        { "GET", "/audit/verification", "administrator auditor" },
        { "GET", "/audit/witnesses", "administrator auditor" },
        { "GET", "/audit/heads", "administrator auditor" },
    };

    [Fact]
    public void No_endpoint_is_outside_the_table() => office.Service.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith(Office.Api, StringComparison.Ordinal))
        .Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {e.RoutePattern.RawText![Office.Api.Length..]}")
        .ShouldBe(Endpoints.Select(row => $"{row[0]} {row[1]}"), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_answers_its_roles_only(string method, string route, string roles)
    {
        var path = route.Replace("{name}", "example-city", StringComparison.Ordinal)
            .Replace("{id:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
            .Replace("{assignmentId:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
        using var nobody = office.Service.ClientWith(null);
        ((int)(await Office.SendAsync(nobody, new HttpMethod(method), path, null)).StatusCode).ShouldBe(401);

        IReadOnlySet<string> allowed = roles is Everybody ? Roles.All : roles.Split(' ').ToHashSet(StringComparer.Ordinal);
        foreach (var role in Roles.All)
        {
            using var client = office.Service.ClientAs(role, [office.City]);
            var status = (int)(await Office.SendAsync(client, new HttpMethod(method), path, null)).StatusCode;
            (status is not 401 and not 403).ShouldBe(allowed.Contains(role), $"{role}: {status}");
            status.ShouldBeLessThan(500, role);
        }
    }

    [Fact]
    public async Task Refusal_bodies_are_those_committed()
    {
        var bodies = new JsonObject();
        foreach (var refusal in AllRefusals().OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Field, StringComparer.Ordinal))
        {
            var body = await BodyAsync(refusal);
            body.Remove("traceId");
            bodies[$"{refusal.Code} {refusal.Field}".TrimEnd()] = body;
        }
        Snapshot.Matches("tests/Accountability.Tests/Snapshots/refusals.json", bodies.ToJsonString(Indented) + "\n");
    }

    [Fact]
    public async Task Api_document_is_the_one_committed()
    {
        using var client = office.Service.ClientWith(null);
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        Snapshot.Matches("services/Accountability/openapi/accountability.json", document.ToJsonString(Indented) + "\n");
    }

    private Task<JsonObject> BodyAsync(Refusal refusal) => office.Service.InScopeAsync(async services =>
    {
        var http = new DefaultHttpContext { RequestServices = services };
        using var written = new MemoryStream();
        http.Response.Body = written;
        await Problems.WriteAsync(http, refusal);
        return JsonNode.Parse(written.ToArray())!.AsObject();
    });

    private static IEnumerable<Refusal> AllRefusals()
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public;
        return typeof(Refusals).GetFields(Static).Select(f => (Refusal)f.GetValue(null)!)
            .Concat(typeof(Refusals).GetProperties(Static).Select(p => (Refusal)p.GetValue(null)!))
            .Concat(typeof(Refusals).GetMethods(Static).Where(m => !m.IsSpecialName)
                .Select(m => (Refusal)m.Invoke(null, [.. m.GetParameters().Select(Sample)])!));
    }

    private static object Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => parameter.Name is "ruleId" ? "GV-11" : $"<{parameter.Name}>",
        var type when type == typeof(int) => 0,
        var type when type == typeof(DateOnly) => new DateOnly(2026, 10, 1),
        _ => new[] { "<one>", "<other>" },
    };
}
