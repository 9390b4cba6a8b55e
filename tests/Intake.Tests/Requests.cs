using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Efficiency.Intake.Tests;

/// <summary>Short words for what every test says over HTTP.</summary>
internal static class Requests
{
    private const string Root = "/api/intake/v1";

    public static async Task<HttpResponseMessage> PostToAsync(
        this HttpClient client, string path, object? body, int? version = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        if (version is { } seen)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        }
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return await client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> GetAsync(this HttpClient client, string path, string? searchPhone)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + path);
        if (searchPhone is not null)
        {
            request.Headers.Add("Search-Phone", searchPhone);
        }
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> FetchAsync(this HttpClient client, string path, int status = 200) =>
        await (await client.GetAsync(path, searchPhone: null)).ReadAsync(status);

    /// <summary>The body, once the status is as expected.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Codes of all errors of a problem, in order.</summary>
    public static async Task<string> ErrorsAsync(this HttpResponseMessage response, int status) => string.Join(
        "; ",
        (await response.ReadAsync(status)).GetProperty("errors").EnumerateArray().Select(error =>
            $"{error.Text("code")} {error.Text("rule")} {error.Text("field")}".TrimEnd()));

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static int Version(this JsonElement element) => element.GetProperty("version").GetInt32();

    public static string? Text(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    public static string[] Texts(this JsonElement element, string list, string? property = null) =>
        [.. element.GetProperty(list).EnumerateArray().Select(entry => property is null ? entry.GetString()! : entry.Text(property)!)];

    /// <summary>The problem as committed: without what differs from call to call.</summary>
    public static string Scrubbed(this JsonElement problem)
    {
        var node = JsonNode.Parse(problem.GetRawText())!.AsObject();
        node.Remove("traceId");
        return node.ToJsonString(Snapshots.Indented);
    }
}
