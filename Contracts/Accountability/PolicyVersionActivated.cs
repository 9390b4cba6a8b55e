using System.Text.Json;

namespace Efficiency.Contracts.Accountability;

/// <summary>A version of a unit's regulations is approved and will be in force from its date; never retroactive.</summary>
[Event("accountability.policy-version-activated")]
public sealed record PolicyVersionActivated
{
    public required Guid PolicyVersionId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary>1, 2, 3 ... per unit.</summary>
    public required int Number { get; init; }
    public required string DocumentTitle { get; init; }
    public required string DocumentNumber { get; init; }
    public required string AdoptedBy { get; init; }
    /// <summary>First day in force, inclusive, in the city's time zone.</summary>
    public required DateOnly InForceFrom { get; init; }
    /// <summary>Family codes of the active regimes, for example <c>FI</c>. An inactive regime starts nothing.</summary>
    public required IReadOnlyList<string> Regimes { get; init; }
    public Guid? InheritsFromUnitId { get; init; }
    /// <summary>Effective values by key, inheritance already resolved. Each service keeps the keys that it knows.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Values { get; init; }
}
