using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Efficiency.Demo;

/// <summary>
/// One signed-in caller of the gateway. Fetches tokens, gives each POST an idempotency key, and tries again with the same key where
/// the suite says that it will know soon (<c>not-yet-known</c>) or cannot answer for a moment.
/// </summary>
internal sealed class SuiteClient(HttpClient http, string? clientId = null, string? secret = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private string? _token;
    private DateTimeOffset _tokenEnds;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<Answer> PostAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Post, path, body, ifMatch);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body, null);

    /// <summary>Changes a resource as it stands now: reads its entity tag first.</summary>
    public async Task<Answer> ChangeAsync(string resource, string act, object body) =>
        await PostAsync($"{resource}/{act}", body, (await GetAsync(resource)).ETag);

    /// <summary>Reads until the answer is as wanted: what happened in one service shows in another a moment later.</summary>
    public async Task<Answer> ReadUntilAsync(string path, Func<Answer, bool> wanted)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await GetAsync(path);
            if (wanted(answer))
            {
                return answer;
            }
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new RefusedException($"GET {path} (not as wanted after {Patience.TotalSeconds} s)", answer);
            }
            await Task.Delay(Pause);
        }
    }

    /// <summary>Sends once and returns whatever comes back.</summary>
    public async Task<Answer> TryAsync(
        HttpMethod method, string path, object? body, string? ifMatch = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (clientId is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        }
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey ?? Guid.CreateVersion7().ToString());
        }
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        // A trace of our own, so that whoever wants can look it up.
        var trace = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0
            ? JsonElement.Parse(text)
            : default;
        return new Answer(response.StatusCode, json, response.Headers.ETag?.ToString(), trace.ToString());
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? ifMatch)
    {
        var key = Guid.CreateVersion7().ToString();
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await TryAsync(method, path, body, ifMatch, key);
                if (answer.Succeeded)
                {
                    return answer;
                }
                if (!IsPassing(answer) || Stopwatch.GetElapsedTime(started) > Patience)
                {
                    throw new RefusedException($"{method} {path}", answer);
                }
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                // No answer does not mean that nothing happened: the same key finds the answer if it did.
            }
            await Task.Delay(Pause);
        }
    }

    private static bool IsPassing(Answer answer) =>
        answer.Code is "not-yet-known" or "idempotency-key-in-flight"
        || answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests;

    public async Task<string> TokenAsync()
    {
        if (_token is not null && TimeProvider.System.GetUtcNow() < _tokenEnds)
        {
            return _token;
        }
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId!,
            ["client_secret"] = secret!,
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode)
        {
            throw new RefusedException("POST /connect/token", new Answer(response.StatusCode, body, null, null));
        }
        _tokenEnds = TimeProvider.System.GetUtcNow().AddSeconds(body.GetProperty("expires_in").GetInt32() - 30);
        return _token = body.GetProperty("access_token").GetString()!;
    }
}
