using System.Net;
using System.Text.Json;

namespace Efficiency.Demo;

/// <summary>What the gateway answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, string? ETag, string? TraceId)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>The code of a problem, for example <c>not-yet-known</c>.</summary>
    public string? Code => Body.ValueKind is JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id => Body.GetProperty("id").GetGuid();

    public string Text(string name) => Body.GetProperty(name).GetString() ?? "";

    public DateTimeOffset Instant(string name) => Body.GetProperty(name).GetDateTimeOffset();

    public IEnumerable<JsonElement> Items => Body.GetProperty("items").EnumerateArray();
}

/// <summary>The suite said no where the story needs a yes.</summary>
internal sealed class RefusedException(string request, Answer answer)
    : Exception($"{request} → {(int)answer.Status} {answer.Body}")
{
    public Answer Answer { get; } = answer;
}
