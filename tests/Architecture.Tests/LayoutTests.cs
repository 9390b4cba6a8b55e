using System.Text.RegularExpressions;

namespace Efficiency.Architecture.Tests;

public sealed partial class LayoutTests
{
    private const int ProgramLines = 40;
    private const int FileLines = 300;

    private static readonly string[] SourceFolders =
        ["Contracts", "Messaging", "ServiceDefaults", "LocalHosting", "AppHost", "gateway", "services", "tests", "bench"];

    public static TheoryData<string> Hosts =>
        new([.. Repository.Services.Select(service => $"services/{service}"), "gateway"]);

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Program_is_a_table_of_contents(string host) =>
        new SourceFile($"{host}/Program.cs").Lines().Length.ShouldBeLessThanOrEqualTo(ProgramLines);

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Feature_files_hold_one_use_case_each(string host)
    {
        var features = Repository.Files($"{host}/Features", ".cs").ToArray();
        foreach (var feature in features)
        {
            var source = feature.Read();
            var maps = MapMethod().Count(source);
            if (maps == 0)
            {
                // A shape that several use cases answer with; routes stand where they are handled.
                Route().IsMatch(source).ShouldBeFalse($"{feature.Path} maps a route outside a Map method");
                continue;
            }

            maps.ShouldBe(1, feature.Path);
            source.ShouldContain($"static class {feature.Name}", Case.Sensitive, feature.Path);
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Features_are_all_mapped(string host)
    {
        var sources = Repository.Files(host, ".cs").ToDictionary(file => file.Path, file => file.Read(), StringComparer.Ordinal);
        Repository.Files($"{host}/Features", ".cs")
            .Where(feature => MapMethod().IsMatch(sources[feature.Path]))
            .Where(feature => !sources.Any(source => !string.Equals(source.Key, feature.Path, StringComparison.Ordinal)
                && source.Value.Contains($"{feature.Name}.Map(", StringComparison.Ordinal)))
            .Select(feature => feature.Path)
            .ShouldBeEmpty("A use case that no route leads to");
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Consumer_files_hold_one_event_each(string host)
    {
        foreach (var consumer in Repository.Files($"{host}/Consumers", ".cs"))
        {
            Handler().Count(consumer.Read()).ShouldBeLessThanOrEqualTo(1, consumer.Path);
        }
    }

    [Fact]
    public void Files_can_be_read_in_one_sitting() => SourceFolders
        .SelectMany(folder => Repository.Files(folder, ".cs"))
        .Where(file => file.Lines().Length > FileLines)
        .Select(file => file.Path)
        .ShouldBeEmpty($"Split what has more than {FileLines} lines.");

    // A note to do something later is a promise that nobody reads.
    [Fact]
    public void Nothing_is_left_for_later() => SourceFolders
        .SelectMany(folder => Repository.Files(folder, ".cs"))
        .Where(file => !file.Path.EndsWith("/LayoutTests.cs", StringComparison.Ordinal) && Later().IsMatch(file.Read()))
        .Select(file => file.Path)
        .ShouldBeEmpty();

    // Texts for people stand in resources, in two languages; a rule names its refusal by code.
    [Theory]
    [MemberData(nameof(Hosts))]
    public void Domain_contains_no_text_for_people(string host) => Repository.Files($"{host}/Domain", ".cs")
        .Where(file => Chinese.IsIn(CommentLine().Replace(file.Read(), string.Empty)))
        .Select(file => file.Path)
        .ShouldBeEmpty();

    [GeneratedRegex(@"\bstatic\s+\w+\s+Map\s*\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MapMethod();

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete|Methods)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Route();

    [GeneratedRegex(@":\s*IEventHandler<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Handler();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Later();

    [GeneratedRegex("//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex CommentLine();
}
