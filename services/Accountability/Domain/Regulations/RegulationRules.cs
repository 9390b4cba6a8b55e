using System.Text.Json;
using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>What a unit puts in force: the families and the values, before or after inheritance is resolved.</summary>
internal sealed record RegulationContent(
    IReadOnlyList<string> Regimes,
    IReadOnlyDictionary<string, JsonElement> Values);

/// <summary>An approved version as far as the question "which one holds on a day" needs it.</summary>
internal sealed record ApprovedVersion(Guid Id, int Number, DateOnly InForceFrom);

/// <summary>The rules of the register (GV-09, GV-11, GV-14).</summary>
internal static class RegulationRules
{
    /// <summary>Every fault of what a draft says: unknown regimes, values against the catalogue, a day that is past.</summary>
    /// <param name="inherits">A unit that inherits may add nothing of its own; otherwise at least one regime is named.</param>
    public static IEnumerable<Refusal> CheckDraft(
        RegulationContent content,
        bool inherits,
        DateOnly inForceFrom,
        DateOnly today)
    {
        if (content.Regimes.Count == 0 && !inherits)
        {
            yield return Refusals.NoRegime;
        }
        for (var i = 0; i < content.Regimes.Count; i++)
        {
            if (!Regimes.Knows(content.Regimes[i]))
            {
                yield return Refusals.UnknownRegime(i, content.Regimes[i]);
            }
        }
        foreach (var refusal in PolicyCatalogue.Check(content.Values))
        {
            yield return refusal;
        }
        if (NotRetroactive(inForceFrom, today) is { } retroactive)
        {
            yield return retroactive;
        }
    }

    /// <summary>A version may be in force from the day of its approval at the earliest (GV-09: from the day of issue).</summary>
    public static Refusal? NotRetroactive(DateOnly inForceFrom, DateOnly today) =>
        inForceFrom < today ? Refusals.Retroactive(today) : null;

    /// <summary>Author and approver are two people; the same person behind another client is still the same person.</summary>
    public static Refusal? SecondPerson(string authorSubject, Guid? authorStaffId, string subject, Guid? staffId) =>
        string.Equals(authorSubject, subject, StringComparison.Ordinal)
            || (authorStaffId is { } author && author == staffId)
            ? Refusals.SecondPerson
            : null;

    /// <summary>
    /// What holds in the unit: the catalogue's defaults, over them the superior's content on the first day, over that the unit's own.
    /// Regimes of the superior stay in force; the unit may add to them (GV-14: forwarded with force).
    /// </summary>
    /// <remarks>
    /// Resolved once, when the version is approved, and kept with it. A later version of the superior does not reach back into
    /// units that inherited an earlier one: each of them takes it over by an own version, approved by its own people, so that
    /// nobody's rules change without an act of that unit.
    /// </remarks>
    public static RegulationContent Resolve(RegulationContent own, RegulationContent? superior)
    {
        var values = new Dictionary<string, JsonElement>(PolicyCatalogue.Defaults, StringComparer.Ordinal);
        foreach (var (key, value) in (superior?.Values ?? Empty).Concat(own.Values))
        {
            values[key] = value;
        }
        var regimes = own.Regimes.Concat(superior?.Regimes ?? []).ToHashSet(StringComparer.Ordinal);
        return new RegulationContent([.. Regimes.All.Where(regimes.Contains)], values);
    }

    /// <summary>The version in force on a day: the latest first day not after it, the higher number where two begin on one day.</summary>
    public static ApprovedVersion? InForce(IEnumerable<ApprovedVersion> versions, DateOnly day) =>
        versions.Where(v => v.InForceFrom <= day)
            .OrderByDescending(v => v.InForceFrom).ThenByDescending(v => v.Number)
            .FirstOrDefault();

    private static readonly IReadOnlyDictionary<string, JsonElement> Empty =
        new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
