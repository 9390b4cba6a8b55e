using System.Text.RegularExpressions;

namespace Efficiency.Architecture.Tests;

/// <summary>A rule of the regime, a statute or a settled ambiguity, as <c>docs/rules.tsv</c> lists it.</summary>
/// <param name="Owner">The service that answers for it; <c>Suite</c> where all do.</param>
/// <param name="Reason">Why no code can exist for it; null where code is due.</param>
internal sealed record Rule(string Id, string Owner, string Title, string? Reason)
{
    public string Family => Id[..Id.IndexOf('-', StringComparison.Ordinal)];
}

internal static partial class RuleList
{
    /// <summary>In the order of the file: families as the catalogue has them, then statutes, then ambiguities.</summary>
    public static IReadOnlyList<Rule> Read() =>
    [
        .. new SourceFile("docs/rules.tsv").Lines().Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new Rule(cells[0], cells[1], cells[2], cells.Length > 3 ? cells[3] : null)),
    ];

    public static bool IsRuleId(string text) => Id().Match(text) is { Success: true } match && match.Length == text.Length;

    public static IEnumerable<string> IdsIn(string text) =>
        Id().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\b(PR|FI|OT|WN|TL|SC|AB|HO|NR|OG|AC|CP|IN|PA|UA|IT|ST|AT|DN|CC|SM|GV|CM|IV|RG|LAW|AMB)-\d\d(?![\w-])",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Id();
}
