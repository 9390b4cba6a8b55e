using System.Collections.Frozen;
using System.Text.Json;
using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>
/// Every setting that a unit's regulation can hold: the variants of the seed (catalogue §2) and what the decisions add. A key is
/// never renamed and never used again for another meaning; a regulation that was valid once stays readable.
/// </summary>
internal static partial class PolicyCatalogue
{
    public static readonly IReadOnlyList<PolicyKey> All =
        [.. Register(), .. FirstContact(), .. TimeLimits(), .. Posts(), .. Disclosure(), .. Appraisal(), .. Conduct()];

    private static readonly FrozenDictionary<string, PolicyKey> ByName =
        All.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    public static PolicyKey? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What holds where neither the unit nor its superior says anything. Keys without a default are absent.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Defaults { get; } =
        All.Where(k => k.Default is not null).ToFrozenDictionary(k => k.Name, k => k.Default!.Value, StringComparer.Ordinal);

    /// <summary>Every fault of every value, in the order of the keys; empty when the values can stand in a regulation.</summary>
    public static IReadOnlyList<Refusal> Check(IReadOnlyDictionary<string, JsonElement> values)
    {
        var refusals = new List<Refusal>();
        foreach (var (name, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (Find(name) is { } key)
            {
                refusals.AddRange(key.Shape.Check(key, value));
            }
            else
            {
                refusals.Add(Refusals.UnknownKey(name));
            }
        }
        if (IsOn(values, "EconomicPenalty.Enabled") && !values.ContainsKey("EconomicPenalty.LegalBasis"))
        {
            refusals.Add(Refusals.EconomicPenaltyBasis);
        }
        return refusals;
    }

    private static bool IsOn(IReadOnlyDictionary<string, JsonElement> values, string name) =>
        values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static PolicyKey Key(string name, PolicyShape shape, object? initial, params IReadOnlyList<string> rules) =>
        new(name, shape, rules, initial is null ? null : JsonSerializer.SerializeToElement(initial));
}
