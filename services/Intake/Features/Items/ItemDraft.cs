using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Features.Items;

/// <summary>Form, copies and presentation may be left out: one original on paper.</summary>
internal sealed record MaterialRequest(
    string? Code, string? Name, string? Form = null, int? Copies = null, string? PresentedAs = null);

internal sealed record LimitRequest(string? Kind, int? Amount, string? Unit, string? Basis = null);

/// <summary>The guide of an item as its author sends it.</summary>
internal sealed record ContentRequest(
    string? Name,
    string? Basis = null,
    string? Conditions = null,
    string? Procedure = null,
    IReadOnlyList<MaterialRequest?>? Materials = null,
    IReadOnlyList<LimitRequest?>? Limits = null);

/// <summary>Reads what an author sends; every error goes to the check.</summary>
internal static class ItemDraft
{
    private const int MaxMaterials = 200;

    /// <param name="kind">Null where the kind itself is wrong: the limits can't be judged then.</param>
    public static ItemContent Read(this Check check, ContentRequest request, ItemKind? kind)
    {
        var limits = ReadLimits(check, request.Limits ?? []);
        var sound = kind is not null && limits.Count == (request.Limits?.Count ?? 0);
        if (sound)
        {
            foreach (var refusal in Limits.Check(kind!.Value, limits))
            {
                check.Add(refusal);
            }
        }
        return new ItemContent
        {
            Name = check.Text(request.Name, "name", 200),
            Basis = check.OptionalText(request.Basis, "basis", 4000),
            Conditions = check.OptionalText(request.Conditions, "conditions", 4000),
            Procedure = check.OptionalText(request.Procedure, "procedure", 4000),
            Materials = ReadMaterials(check, request.Materials ?? []),
            Limits = sound && !check.Failed ? Limits.Effective(kind!.Value, limits) : [],
        };
    }

    private static List<Material> ReadMaterials(Check check, IReadOnlyList<MaterialRequest?> requests)
    {
        if (requests.Count > MaxMaterials)
        {
            check.Entries(requests, "materials", MaxMaterials);
            return [];
        }
        var materials = new List<Material>(requests.Count);
        for (var i = 0; i < requests.Count; i++)
        {
            var at = $"materials[{i}]";
            if (check.Required(requests[i], at) is not { } request)
            {
                continue;
            }
            var code = check.Text(request.Code, $"{at}.code", 60);
            if (materials.Any(earlier => string.Equals(earlier.Code, code, StringComparison.Ordinal)))
            {
                check.Add(Refusals.MaterialCodeTwice(code) with { Field = $"{at}.code" });
            }
            var form = check.OneOf(request.Form ?? Code.Of(MaterialForm.Paper), $"{at}.form", Code.All<MaterialForm>());
            var presented = check.OneOf(
                request.PresentedAs ?? Code.Of(PresentedAs.Original), $"{at}.presentedAs", Code.All<PresentedAs>());
            materials.Add(new Material
            {
                Code = code,
                Name = check.Text(request.Name, $"{at}.name", 200),
                Form = Code.TryParse<MaterialForm>(form, out var knownForm) ? knownForm : default,
                Copies = check.Range(request.Copies ?? 1, $"{at}.copies", 1, 99),
                PresentedAs = Code.TryParse<PresentedAs>(presented, out var known) ? known : default,
            });
        }
        return materials;
    }

    private static List<LimitDraft> ReadLimits(Check check, IReadOnlyList<LimitRequest?> requests)
    {
        var limits = new List<LimitDraft>(requests.Count);
        for (var i = 0; i < requests.Count; i++)
        {
            var at = $"limits[{i}]";
            if (check.Required(requests[i], at) is not { } request)
            {
                continue;
            }
            var kind = check.OneOf(request.Kind, $"{at}.kind", Code.All<LimitKind>());
            var unit = check.OneOf(request.Unit, $"{at}.unit", Code.All<LimitUnit>());
            var amount = check.Required(request.Amount, $"{at}.amount");
            var basis = check.OptionalText(request.Basis, $"{at}.basis", 200);
            if (Code.TryParse<LimitKind>(kind, out var knownKind)
                && Code.TryParse<LimitUnit>(unit, out var knownUnit)
                && request.Amount is not null)
            {
                limits.Add(new LimitDraft(knownKind, amount, knownUnit, basis));
            }
        }
        return limits;
    }
}
