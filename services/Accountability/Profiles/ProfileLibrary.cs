using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Profiles;

/// <summary>One value of a profile and the rules of the seed that give it.</summary>
internal sealed record ProfileValue(JsonElement Value, IReadOnlyList<string> Rules);

/// <summary>Since when an organ of the seed applied a regime; history, since a regulation of today has its own first day.</summary>
/// <param name="Regime">Family code, or <c>*</c> for the whole document.</param>
/// <param name="From">As the seed says it: a date, or words where it gives none.</param>
internal sealed record ProfileEffect(string Regime, string From, string Rule);

/// <summary>Whose document the organ of the seed forwarded (GV-14).</summary>
internal sealed record ProfileInheritance(string From, string Rule);

/// <summary>The regulation of one organ of the seed, or an example, as a starting point for a unit's own.</summary>
internal sealed record Profile
{
    public required string Name { get; init; }
    /// <summary>Id of the source in the catalogue, for example <c>S01</c>; <c>decisions</c> for what the decisions give.</summary>
    public required string Source { get; init; }
    public required string Title { get; init; }
    public required string Organ { get; init; }
    /// <summary><c>complete</c>, <c>parts</c>, <c>cut</c>, <c>copy</c> or <c>example</c>.</summary>
    public required string State { get; init; }
    /// <summary>Name of the profile whose content this one has.</summary>
    public string? SameAs { get; init; }
    /// <summary>
    /// Family codes and how the seed has the regime: <c>text</c>, <c>cut</c>, <c>named</c> (no content), <c>soft</c> or
    /// <c>within-FI</c> and the like.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Regimes { get; init; }
    public IReadOnlyList<ProfileEffect> EffectiveFrom { get; init; } = [];
    public ProfileInheritance? InheritsFrom { get; init; }
    public required IReadOnlyDictionary<string, ProfileValue> Values { get; init; }
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The profiles that the release ships, by name, read once.</summary>
internal static class ProfileLibrary
{
    private const string Folder = "profiles/";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    private static readonly FrozenDictionary<string, Profile> ByName =
        Read().ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    public static IEnumerable<Profile> All { get; } = ByName.Values.OrderBy(p => p.Name, StringComparer.Ordinal);

    public static Profile? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What a regulation takes over from the profile; that of another where the profile is a copy.</summary>
    public static RegulationContent ContentOf(Profile profile)
    {
        var source = profile.SameAs is null ? profile : ByName[profile.SameAs];
        return new RegulationContent(
            [.. Regimes.All.Where(source.Regimes.ContainsKey)],
            source.Values.ToDictionary(v => v.Key, v => v.Value.Value, StringComparer.Ordinal));
    }

    private static IEnumerable<Profile> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            yield return JsonSerializer.Deserialize<Profile>(stream, Options)!;
        }
    }
}
