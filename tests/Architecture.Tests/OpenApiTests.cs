using System.Text.Json;
using System.Text.RegularExpressions;

namespace Efficiency.Architecture.Tests;

/// <summary>What the committed API documents promise, whichever service they belong to.</summary>
public sealed partial class OpenApiTests
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    public static TheoryData<string> Documents => new(
        Repository.Files("services", ".json").Concat(Repository.Files("gateway", ".json"))
            .Select(file => file.Path)
            .Where(path => path.Contains("/openapi/", StringComparison.Ordinal))
            .DefaultIfEmpty(string.Empty));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Lists_are_paged(string document)
    {
        foreach (var (route, operation, root) in Operations(document).Where(entry => entry.Route.StartsWith("get ", StringComparison.Ordinal)))
        {
            if (SuccessSchema(operation, root) is not { } schema)
            {
                continue;
            }

            if (IsArray(schema) || (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty("items", out _)))
            {
                var names = Parameters(operation).ToArray();
                names.Contains("after", StringComparer.Ordinal).ShouldBeTrue($"{route} in {document} has no after");
                names.Contains("limit", StringComparer.Ordinal).ShouldBeTrue($"{route} in {document} has no limit");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Paths_are_kebab_case_and_parameters_camelCase(string document)
    {
        foreach (var (route, operation, _) in Operations(document))
        {
            Path().IsMatch(route.Split(' ')[1]).ShouldBeTrue($"{route} in {document}");
            Parameters(operation).Where(name => !Camel().IsMatch(name) && !HeaderName().IsMatch(name))
                .ShouldBeEmpty($"{route} in {document}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Posts_take_an_idempotency_key(string document)
    {
        foreach (var (route, operation, _) in Operations(document).Where(entry => entry.Route.StartsWith("post ", StringComparison.Ordinal)))
        {
            Parameters(operation).Contains("Idempotency-Key", StringComparer.OrdinalIgnoreCase)
                .ShouldBeTrue($"{route} in {document}");
        }
    }

    private static IEnumerable<(string Route, JsonElement Operation, JsonElement Root)> Operations(string document)
    {
        if (document.Length == 0)
        {
            yield break;
        }

        var root = JsonDocument.Parse(new SourceFile(document).Read()).RootElement;
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(entry => Verbs.Contains(entry.Name, StringComparer.Ordinal)))
            {
                yield return ($"{operation.Name} {path.Name}", operation.Value, root);
            }
        }
    }

    private static IEnumerable<string> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray()
                .Where(parameter => parameter.TryGetProperty("name", out _))
                .Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];

    private static JsonElement? SuccessSchema(JsonElement operation, JsonElement root) =>
        operation.TryGetProperty("responses", out var responses)
        && responses.TryGetProperty("200", out var success)
        && success.TryGetProperty("content", out var content)
        && content.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } body
        && body.Value.TryGetProperty("schema", out var schema)
            ? Resolve(schema, root)
            : null;

    private static JsonElement Resolve(JsonElement schema, JsonElement root) =>
        schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/').Skip(1).Aggregate(root, (element, part) => element.GetProperty(part))
            : schema;

    private static bool IsArray(JsonElement schema) =>
        schema.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.GetString() is "array";

    [GeneratedRegex(@"^(/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}))+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Camel();

    [GeneratedRegex("^[A-Z][a-z]+(-[A-Z][a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeaderName();
}
