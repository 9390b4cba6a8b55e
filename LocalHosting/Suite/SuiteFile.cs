using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Suite;

/// <summary>
/// <c>suite.json</c> in the data folder: what runs, where and in which state, for <c>./run --status</c>, tests and the
/// next start. One part a line, so that a shell can read it. It holds no secret.
/// </summary>
internal sealed class SuiteFile(DataFolder data)
{
    private const string Name = "suite.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock gate = new();

    public void Write(string state, IReadOnlyList<Part> parts, Func<Part, bool> isDoor)
    {
        lock (gate)
        {
            var lines = parts.Select(part => "  " + JsonSerializer.Serialize(Describe(part), Options));
            data.Replace(
                Name,
                $$"""
                {
                "state": "{{state}}",
                "process": "{{Text(ProcessIdentity.Of(Environment.ProcessId))}}",
                "address": "{{parts.FirstOrDefault(isDoor)?.Address}}",
                "parts": [
                {{string.Join(",\n", lines)}}
                ]
                }

                """
            );
        }
    }

    /// <summary>The processes of the run before, as far as they still live. After an orderly end there are none.</summary>
    public IReadOnlyList<ProcessIdentity> LeftOver()
    {
        try
        {
            var suite = data.Read(Name) is { } text ? JsonSerializer.Deserialize<Description>(text, Options) : null;
            return
            [
                .. (suite?.Parts ?? [])
                    .SelectMany(part => part.Processes ?? [])
                    .Select(Parse)
                    .Where(process => process.IsAlive),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static PartDescription Describe(Part part) =>
        new(
            part.Name,
            part.State.ToString().ToLowerInvariant(),
            part.Address,
            part.Restarts,
            part.Running?.Processes.Select(Text).ToList()
        );

    private static string Text(ProcessIdentity process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Id}@{process.StartedAt}");

    private static ProcessIdentity Parse(string text)
    {
        var numbers = text.Split('@');
        return new(
            int.Parse(numbers[0], CultureInfo.InvariantCulture),
            long.Parse(numbers[1], CultureInfo.InvariantCulture)
        );
    }

    private sealed record Description(IReadOnlyList<PartDescription>? Parts);

    private sealed record PartDescription(
        string Name,
        string State,
        string? Address,
        int Restarts,
        IReadOnlyList<string>? Processes
    );
}
