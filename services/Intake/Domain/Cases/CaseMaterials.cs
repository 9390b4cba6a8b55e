using Efficiency.Contracts;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Domain.Cases;

/// <summary>A material that came in, and when.</summary>
internal sealed record SuppliedMaterial(string Code, DateTimeOffset ReceivedAt);

/// <summary>What a case has and lacks, measured by the version of the item that it is pinned to. Pure.</summary>
internal static class CaseMaterials
{
    /// <summary>Codes of the demanded materials that are not there, in the item's order.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<Material> demanded, IReadOnlyList<SuppliedMaterial> supplied) =>
        [.. demanded.Select(material => material.Code).Where(code => !Has(supplied, code))];

    /// <summary>Every reason why these codes can't be taken in: not demanded, twice in the list, or here already.</summary>
    public static IReadOnlyList<Refusal> CheckSupply(
        IReadOnlyList<Material> demanded, IReadOnlyList<SuppliedMaterial> supplied, IReadOnlyList<string> codes) =>
        Check("materials", demanded, codes, code => Has(supplied, code) ? Refusals.MaterialAlreadySupplied(code) : null);

    /// <summary>
    /// Every reason why this is no one-time notice (OT-01, LAW-01): it tells everything that is missing at once, and
    /// nothing that is not missing.
    /// </summary>
    public static IReadOnlyList<Refusal> CheckNotice(
        IReadOnlyList<Material> demanded, IReadOnlyList<SuppliedMaterial> supplied, IReadOnlyList<string> told)
    {
        var missing = Missing(demanded, supplied);
        if (missing.Count == 0)
        {
            return [Refusals.NothingMissing with { Field = "missing" }];
        }
        return
        [
            .. Check("missing", demanded, told, code => Has(supplied, code) ? Refusals.MaterialAlreadySupplied(code) : null),
            .. missing.Where(code => !told.Contains(code, StringComparer.Ordinal))
                .Select(code => Refusals.NoticeOmits(code) with { Field = "missing" }),
        ];
    }

    private static List<Refusal> Check(
        string field, IReadOnlyList<Material> demanded, IReadOnlyList<string> codes, Func<string, Refusal?> rule)
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < codes.Count; i++)
        {
            var code = codes[i];
            var refusal = !demanded.Any(material => string.Equals(material.Code, code, StringComparison.Ordinal))
                ? Refusals.MaterialUnknown(code)
                : codes.Take(i).Contains(code, StringComparer.Ordinal) ? Refusals.MaterialTwice(code) : rule(code);
            if (refusal is not null)
            {
                refusals.Add(refusal with { Field = $"{field}[{i}]" });
            }
        }
        return refusals;
    }

    private static bool Has(IReadOnlyList<SuppliedMaterial> supplied, string code) =>
        supplied.Any(material => string.Equals(material.Code, code, StringComparison.Ordinal));
}
