namespace Efficiency.Architecture.Tests;

/// <summary>Where each rule id is named, in code and in tests: what the table of docs/regime.md is made of.</summary>
internal sealed class Coverage
{
    private readonly ILookup<string, string> _code;
    private readonly ILookup<string, string> _tests;

    private Coverage(ILookup<string, string> code, ILookup<string, string> tests)
    {
        _code = code;
        _tests = tests;
    }

    public static Coverage Read() => new(
        Index(new[] { "services", "ServiceDefaults", "Messaging", "gateway" }
            .SelectMany(folder => Repository.Files(folder, ".cs", ".json"))
            // A profile is an organ's choice of settings, not the code that obeys them.
            .Where(file => !file.Path.Contains("/openapi/", StringComparison.Ordinal)
                && !file.Path.Contains("/Profiles/", StringComparison.Ordinal)
                // A setting that names a rule does not carry it out.
                && !file.Path.Contains("/Policy/PolicyCatalogue", StringComparison.Ordinal))),
        // Tests of the house and of the wire format name ids as data; beside code, only a refusal's own body proves its rule.
        Index(Repository.Files("tests", ".cs")
            .Concat(Repository.Files("tests", ".json").Where(file => file.Path.Contains("/Refusals/", StringComparison.Ordinal)))
            .Where(file => !file.Path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal)
                && !file.Path.StartsWith("tests/Contracts.Tests/", StringComparison.Ordinal))));

    /// <summary>Files of the owner, and of what all services share, that name the rule.</summary>
    public string[] Code(Rule rule) => [.. _code[rule.Id].Where(file => IsOwned(rule, file))];

    /// <summary>Files of other services that name it: a setting, or their part of it.</summary>
    public string[] Elsewhere(Rule rule) => [.. _code[rule.Id].Where(file => !IsOwned(rule, file))];

    public string[] Tests(Rule rule) => [.. _tests[rule.Id]];

    public Status StatusOf(Rule rule) => (Code(rule).Length > 0, Tests(rule).Length > 0) switch
    {
        (true, true) => Status.Covered,
        (true, false) => Status.Untested,
        _ when rule.Reason is not null => Status.TextOnly,
        _ when Elsewhere(rule).Length > 0 => Status.Elsewhere,
        _ => Status.Open,
    };

    /// <summary>Every id that the source names, with the files.</summary>
    public IEnumerable<(string Id, string[] Files)> Mentions() => _code.Concat(_tests)
        .GroupBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.SelectMany(files => files).ToArray()));

    private static bool IsOwned(Rule rule, string file) =>
        rule.Owner is "Suite"
        || !file.StartsWith("services/", StringComparison.Ordinal)
        || file.StartsWith($"services/{rule.Owner}/", StringComparison.Ordinal);

    private static ILookup<string, string> Index(IEnumerable<SourceFile> files) => files
        .SelectMany(file => RuleList.IdsIn(file.Read()).Select(id => (id, file.Path)))
        .ToLookup(mention => mention.id, mention => mention.Path, StringComparer.Ordinal);
}

internal enum Status
{
    /// <summary>Named in the owner's code and in a test.</summary>
    Covered,

    /// <summary>Named in the owner's code only.</summary>
    Untested,

    /// <summary>Named by other services only.</summary>
    Elsewhere,

    /// <summary>No code is possible; the list says why.</summary>
    TextOnly,

    /// <summary>Not named in code.</summary>
    Open,
}
