using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Efficiency.ServiceDefaults.Tests.Probe;

internal static class ProbeClient
{
    public const string Root = "/api/probe/v1/";

    /// <summary>A client of a service that listens on a free port.</summary>
    public static HttpClient Client(this WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };

    public static async Task<HttpResponseMessage> PostAsync(
        this HttpClient client, string address, string body, string? key = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(address, content, key);
    }

    public static async Task<HttpResponseMessage> PostAsync(
        this HttpClient client, string address, HttpContent content, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + address) { Content = content };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return await client.SendAsync(request);
    }

    public static async Task<ProblemBody> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status, await response.Content.ReadAsStringAsync());
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync<ProblemBody>(Json.Options))!;
        problem.Status.ShouldBe((int)status);
        return problem;
    }

    public static async Task<T> BodyAsync<T>(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        response.StatusCode.ShouldBe(status, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(Json.Options))!;
    }

    /// <summary>A valid body for POST /things.</summary>
    public static string Thing(string name) => $$"""{"name":"{{name}}","kind":"a","days":5,"codes":["1"]}""";
}
