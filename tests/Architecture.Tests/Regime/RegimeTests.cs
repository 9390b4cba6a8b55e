namespace Efficiency.Architecture.Tests;

public sealed class RegimeTests
{
    private static readonly string[] Owners = ["Intake", "Deadlines", "Accountability", "Appraisal", "Suite"];

    [Fact]
    public void Regime_page_says_what_the_source_says()
    {
        var path = Repository.PathOf("docs", "regime.md");
        var written = RegimeDocument.Write(RuleList.Read(), Coverage.Read());
        if (Repository.Updating)
        {
            File.WriteAllText(path, written);
        }

        File.Exists(path).ShouldBeTrue("Run once with UPDATE_SNAPSHOTS=1.");
        File.ReadAllText(path).ShouldBe(written, "Run the tests with UPDATE_SNAPSHOTS=1 and commit docs/regime.md.");
    }

    [Fact]
    public void Rule_ids_in_the_source_exist()
    {
        var known = RuleList.Read().Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        Coverage.Read().Mentions().Where(mention => !known.Contains(mention.Id))
            .Select(mention => $"{mention.Id} in {string.Join(", ", mention.Files)}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Rule_list_is_well_formed()
    {
        var rules = RuleList.Read();
        rules.Select(rule => rule.Id).ShouldBeUnique(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            RuleList.IsRuleId(rule.Id).ShouldBeTrue(rule.Id);
            Owners.Contains(rule.Owner, StringComparer.Ordinal).ShouldBeTrue($"{rule.Id}: {rule.Owner}");
            rule.Title.Split(' ').Length.ShouldBeInRange(1, 14, rule.Id);
        }
    }

    // 340 rules in 25 families, 18 statutes, 58 ambiguities: an id is never renumbered, only appended.
    [Fact]
    public void Rule_list_is_whole_and_without_gaps()
    {
        var families = RuleList.Read().GroupBy(rule => rule.Family, StringComparer.Ordinal).ToArray();
        families.Length.ShouldBeGreaterThanOrEqualTo(27);
        families.Sum(family => family.Count()).ShouldBeGreaterThanOrEqualTo(416);
        foreach (var family in families)
        {
            family.Select(rule => rule.Id).ShouldBe(Enumerable.Range(1, family.Count()).Select(number => $"{family.Key}-{number:00}"));
        }
    }

    [Theory]
    [InlineData("no form of OT-01 here, LAW-02 and", new[] { "OT-01", "LAW-02" })]
    [InlineData("(AMB-21)", new[] { "AMB-21" })]
    // Codes that only look like ids.
    [InlineData("UTF-16, LIC-01, M-02, OT-1, OT-011, IN-01-A", new string[0])]
    public void Ids_are_found(string text, string[] expected) => RuleList.IdsIn(text).ShouldBe(expected);
}
