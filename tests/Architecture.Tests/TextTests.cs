using System.Text.Json;
using System.Text.RegularExpressions;

namespace Efficiency.Architecture.Tests;

/// <summary>Texts for people stand in <c>Resources/*.json</c> as pairs of <c>zh</c> and <c>en</c>, wherever in the file.</summary>
public sealed partial class TextTests
{
    // Words that stay as they are in a Chinese sentence: names of headers, formats and units of the protocol.
    private static readonly HashSet<string> Technical = new(StringComparer.Ordinal)
    {
        "If", "Match", "Idempotency", "Key", "ETag", "Retry", "After", "JSON", "HTTP", "UUID", "URL", "API", "UTF", "ISO",
        "NDJSON", "CSV", "Content", "Type", "Authorization", "Bearer", "PKCE", "Accept", "Language", "A", "B", "AB", "ID",
        "application", "json", "Origin", "KB", "MB", "ASCII", "traceId",
    };

    public static TheoryData<string> Files => new(
        new[] { "services", "gateway", "ServiceDefaults" }.SelectMany(folder => Repository.Files(folder, ".json"))
            .Select(file => file.Path)
            .Where(path => path.Contains("/Resources/", StringComparison.Ordinal)));

    // Neither English nor Chinese spelled in Latin letters.
    [Theory]
    [MemberData(nameof(Files))]
    public void Chinese_is_Chinese(string file)
    {
        foreach (var (place, zh, _) in Pairs(file))
        {
            // A line of placeholders and punctuation alone has no language.
            var words = Placeholder().Replace(zh, string.Empty);
            (Chinese.IsIn(words) || !words.Any(char.IsLetter)).ShouldBeTrue($"{place}: {zh}");
            Word().Matches(words).Select(match => match.Value)
                .Where(word => !Technical.Contains(word))
                .ShouldBeEmpty($"{place}: {zh}");
        }
    }

    // An English sentence may quote a Chinese term: "优秀" (excellent).
    [Theory]
    [MemberData(nameof(Files))]
    public void English_is_English(string file)
    {
        foreach (var (place, _, en) in Pairs(file))
        {
            en.ShouldNotBeNullOrWhiteSpace(place);
            Chinese.IsIn(Quoted().Replace(en, string.Empty)).ShouldBeFalse($"{place}: {en}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_fill_the_same_arguments(string file)
    {
        foreach (var (place, zh, en) in Pairs(file))
        {
            Arguments(zh).ShouldBe(Arguments(en), place);
        }
    }

    private static IEnumerable<(string Place, string Zh, string En)> Pairs(string file) =>
        Pairs("$", JsonDocument.Parse(new SourceFile(file).Read()).RootElement);

    private static IEnumerable<(string Place, string Zh, string En)> Pairs(string place, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return element.TryGetProperty("zh", out var zh) && zh.ValueKind == JsonValueKind.String
            ? [(place, zh.GetString()!, element.GetProperty("en").GetString()!)]
            : element.EnumerateObject().SelectMany(member => Pairs($"{place}.{member.Name}", member.Value));
    }

    private static string Arguments(string text) => string.Join(
        ' ', Placeholder().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex("[A-Za-z]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"[^\"]*\"|“[^”]*”|（[^）]*）|\\([^)]*\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
