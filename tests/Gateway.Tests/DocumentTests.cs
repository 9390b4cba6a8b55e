using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Efficiency.Gateway.Documents;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Efficiency.Gateway.Tests;

public sealed partial class DocumentTests(GatewayStore store) : IClassFixture<GatewayStore>, IAsyncLifetime
{
    private readonly GatewayHost _gateway = GatewayHost.Start(store);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Committed_document_of_the_gateway_is_what_its_routes_promise()
    {
        var document = await _gateway.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        Snapshot.ShouldMatch(
            JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!, "gateway/openapi/gateway.json");
    }

    [Fact]
    public async Task Served_document_is_valid_and_has_every_path_of_every_part()
    {
        using var response = await _gateway.Http.GetAsync(new Uri(DocumentPages.DocumentPath, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await response.Content.ReadAsStringAsync();
        var document = JsonNode.Parse(text)!.AsObject();
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        var paths = document["paths"]!.AsObject();
        foreach (var (_, part) in DocumentPages.Committed())
        {
            foreach (var (path, _) in part["paths"]!.AsObject())
            {
                paths.ContainsKey(path).ShouldBeTrue(path);
            }
        }
        paths.ContainsKey("/connect/token").ShouldBeTrue();
        document["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>())
            .Except(["accountability", "appraisal", "deadlines", "identity", "intake", "ops"], StringComparer.Ordinal)
            .ShouldBeEmpty();

        var (read, diagnostic) = OpenApiDocument.Parse(text, "json");
        diagnostic!.Errors.ShouldBeEmpty();
        diagnostic.Warnings.ShouldBeEmpty();
        read!.Validate(ValidationRuleSet.GetDefaultRuleSet()).ShouldBeEmpty();
        foreach (var reference in References(document))
        {
            reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, name) => node?[name]).ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public void Every_service_has_its_document_embedded() =>
        DocumentPages.Committed().Keys.ShouldBe(
            [.. Directory.GetDirectories(Path.Combine(Snapshot.Root(), "services"))
                .Select(service => Path.Combine(service, "openapi"))
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.GetFiles(folder, "*.json"))
                .Select(file => Path.GetFileNameWithoutExtension(file)!),
             "gateway"],
            ignoreOrder: true);

    [Fact]
    public void Schemas_of_two_services_with_one_name_stay_apart_and_equal_ones_are_one()
    {
        var merged = MergedDocument.Of(
            new Dictionary<string, JsonObject>(StringComparer.Ordinal)
            {
                ["intake"] = Part("/api/intake/v1/cases", "CaseView", "receiptNumber"),
                ["deadlines"] = Part("/api/deadlines/v1/cases", "CaseView", "dueAt"),
            },
            new Uri("https://gateway.test"));

        var schemas = merged["components"]!["schemas"]!.AsObject();
        schemas.Select(schema => schema.Key).ShouldBe(["DeadlinesCaseView", "IntakeCaseView", "Problem"]);
        SchemaOf(merged, "/api/intake/v1/cases").ShouldBe("#/components/schemas/IntakeCaseView");
        SchemaOf(merged, "/api/deadlines/v1/cases").ShouldBe("#/components/schemas/DeadlinesCaseView");
        merged["paths"]!["/api/intake/v1/cases"]!["get"]!["tags"]!.ToJsonString().ShouldBe("[\"intake\"]");
        merged["servers"]![0]!["url"]!.GetValue<string>().ShouldBe("https://gateway.test");
    }

    [Fact]
    public void Path_in_two_documents_is_a_mistake() => Should.Throw<InvalidOperationException>(() => MergedDocument.Of(
        new Dictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            ["intake"] = Part("/api/x", "A", "a"),
            ["deadlines"] = Part("/api/x", "B", "b"),
        },
        new Uri("https://gateway.test"))).Message.ShouldContain("/api/x");

    [Fact]
    public async Task Page_for_reading_takes_everything_from_this_server()
    {
        using var response = await _gateway.Http.GetAsync(new Uri("/docs/", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("connect-src 'self'");
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("openapi/v1.json");
        Elsewhere().Matches(page).Select(match => match.Value).ShouldBeEmpty();
        foreach (Match script in Script().Matches(page))
        {
            using var asset = await _gateway.Http.GetAsync(new Uri(response.RequestMessage!.RequestUri!, script.Groups["path"].Value));
            asset.StatusCode.ShouldBe(HttpStatusCode.OK, script.Value);
        }
        Script().Count(page).ShouldBeGreaterThan(0);
    }

    private static JsonObject Part(string path, string schema, string property) => JsonNode.Parse($$"""
        {
          "openapi": "3.1.1",
          "paths": { "{{path}}": { "get": { "responses": { "200": { "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/{{schema}}" } } } } } } } },
          "components": { "schemas": {
            "{{schema}}": { "type": "object", "properties": { "{{property}}": { "type": "string" } } },
            "Problem": { "type": "object" } } }
        }
        """)!.AsObject();

    private static string SchemaOf(JsonObject document, string path) =>
        document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(References),
        JsonObject item => item.SelectMany(entry => entry.Key == "$ref" ? [entry.Value!.GetValue<string>()] : References(entry.Value)),
        _ => [],
    };

    [GeneratedRegex("(src|href)=\"(https?:)?//[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<script[^>]* src=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();
}
