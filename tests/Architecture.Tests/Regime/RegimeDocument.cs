using System.Globalization;
using System.Text;

namespace Efficiency.Architecture.Tests;

/// <summary>Writes docs/regime.md: rule → code → test, and what is still open.</summary>
internal static class RegimeDocument
{
    private const string Opening = """
        # The regime: rule, code, test

        This page is generated: a rule id counts as covered where code of its owner names it and a test names it.
        `docs/rules.tsv` lists every rule, statute and settled ambiguity with its owner. To write this page again, run the
        tests with `UPDATE_SNAPSHOTS=1`; they fail where the committed page differs from the source.

        """;

    private static readonly Status[] Order = [Status.Covered, Status.Untested, Status.Elsewhere, Status.Open, Status.TextOnly];

    public static string Write(IReadOnlyList<Rule> rules, Coverage coverage)
    {
        var page = new StringBuilder(Opening);
        Summary(page, rules, coverage);
        Covered(page, [.. rules.Where(rule => coverage.StatusOf(rule) == Status.Covered)], coverage);
        Untested(page, [.. rules.Where(rule => coverage.StatusOf(rule) == Status.Untested)], coverage);
        Elsewhere(page, [.. rules.Where(rule => coverage.StatusOf(rule) == Status.Elsewhere)], coverage);
        Open(page, [.. rules.Where(rule => coverage.StatusOf(rule) == Status.Open)]);
        TextOnly(page, [.. rules.Where(rule => coverage.StatusOf(rule) == Status.TextOnly)]);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Summary(StringBuilder page, IReadOnlyList<Rule> rules, Coverage coverage)
    {
        page.AppendLine().AppendLine("| owner | rules | covered | code without a test | begun elsewhere | open | text only |")
            .AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var owner in rules.GroupBy(rule => rule.Owner, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Row(page, owner.Key, [.. owner], coverage);
        }

        Row(page, "**all**", rules, coverage);
    }

    private static void Row(StringBuilder page, string name, IReadOnlyList<Rule> rules, Coverage coverage)
    {
        var counts = Order.Select(status => rules.Count(rule => coverage.StatusOf(rule) == status));
        page.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {rules.Count} | {string.Join(" | ", counts)} |");
    }

    private static void Covered(StringBuilder page, Rule[] rules, Coverage coverage)
    {
        page.AppendLine().AppendLine("## Covered").AppendLine();
        page.AppendLine("| rule | what | owner | code | tests |").AppendLine("|---|---|---|---|---|");
        foreach (var rule in rules)
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {rule.Id} | {rule.Title} | {rule.Owner} | {Links([.. coverage.Code(rule), .. coverage.Elsewhere(rule)])} | {Links(coverage.Tests(rule))} |");
        }
    }

    private static void Untested(StringBuilder page, Rule[] rules, Coverage coverage)
    {
        page.AppendLine().AppendLine("## Code without a test that names the rule").AppendLine();
        page.AppendLine("| rule | what | owner | code |").AppendLine("|---|---|---|---|");
        foreach (var rule in rules)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Title} | {rule.Owner} | {Links(coverage.Code(rule))} |");
        }
    }

    private static void Elsewhere(StringBuilder page, Rule[] rules, Coverage coverage)
    {
        page.AppendLine().AppendLine("## Begun by other services, open at the owner").AppendLine();
        page.AppendLine("| rule | what | owner | named in |").AppendLine("|---|---|---|---|");
        foreach (var rule in rules)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Title} | {rule.Owner} | {Links(coverage.Elsewhere(rule))} |");
        }
    }

    private static void Open(StringBuilder page, Rule[] rules)
    {
        page.AppendLine().AppendLine("## Still open, by family and owner").AppendLine();
        page.AppendLine("| family | owner | rules |").AppendLine("|---|---|---|");
        foreach (var family in rules.GroupBy(rule => (rule.Family, rule.Owner)))
        {
            var list = string.Join("; ", family.Select(rule => $"{rule.Id} {rule.Title}"));
            page.AppendLine(CultureInfo.InvariantCulture, $"| {family.Key.Family} | {family.Key.Owner} | {list} |");
        }
    }

    private static void TextOnly(StringBuilder page, Rule[] rules)
    {
        page.AppendLine().AppendLine("## No code is due").AppendLine();
        page.AppendLine("| rule | what | owner | because |").AppendLine("|---|---|---|---|");
        foreach (var rule in rules)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Title} | {rule.Owner} | {rule.Reason} |");
        }
    }

    private static string Links(string[] files) =>
        string.Join(", ", files.Select(file => $"[{Path.GetFileName(file)}](../{file})"));
}
