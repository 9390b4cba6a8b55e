using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Efficiency.Intake.Persistence;

namespace Efficiency.Intake.Features.Cases;

/// <summary>
/// Words for the lines of a timeline and for the codes in them, in two languages, from <c>Resources/timeline.json</c>. Instants
/// are written in the city's time.
/// </summary>
internal static partial class TimelineTexts
{
    private static readonly Catalogue Texts = Read();

    public static IReadOnlyCollection<string> Codes => Texts.Lines.Keys;

    public static (string Chinese, string English) Of(TimelineLine line, TimeZoneInfo zone)
    {
        if (!Texts.Lines.TryGetValue(line.Code, out var text))
        {
            return (line.Code, line.Code);
        }
        var arguments = line.ReadArguments();
        var due = line.DueAt is { } at
            ? TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "—";
        return (Fill(text.Zh, arguments, due, word => word.Zh), Fill(text.En, arguments, due, word => word.En));
    }

    /// <summary>The word for a code, for example a status; the code itself where there is none.</summary>
    public static (string Chinese, string English) Word(string code) =>
        Texts.Words.TryGetValue(code, out var word) ? (word.Zh, word.En) : (code, code);

    private static string Fill(
        string template, IReadOnlyDictionary<string, string> arguments, string due, Func<Text, string> language)
    {
        var filled = new StringBuilder(template).Replace("{dueAt}", due);
        foreach (var (name, value) in arguments)
        {
            filled.Replace($"{{{name}}}", Texts.Words.TryGetValue(value, out var word) ? language(word) : value);
        }
        // What a fact does not carry leaves nothing.
        return Unfilled().Replace(filled.ToString(), "").TrimEnd();
    }

    private static Catalogue Read()
    {
        using var stream = typeof(TimelineTexts).Assembly.GetManifestResourceStream("Efficiency.Intake.Resources.timeline.json")!;
        return JsonSerializer.Deserialize<Catalogue>(stream, JsonSerializerOptions.Web)!;
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Unfilled();

    private sealed record Text(string Zh, string En);

    private sealed record Catalogue(Dictionary<string, Text> Lines, Dictionary<string, Text> Words);
}
