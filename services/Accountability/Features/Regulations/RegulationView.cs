using System.Text.Json;
using Efficiency.Accountability.Persistence;

namespace Efficiency.Accountability.Features.Regulations;

/// <param name="Status"><c>draft</c>, <c>approved</c> or <c>withdrawn</c>.</param>
/// <param name="Number">1, 2, 3 ... per unit, from approval on.</param>
/// <param name="InForceFrom">Inclusive.</param>
/// <param name="Regimes">The unit's own, a profile's taken over.</param>
/// <param name="Values">The unit's own, a profile's taken over.</param>
/// <param name="EffectiveRegimes">With the superior's; null until approved.</param>
/// <param name="EffectiveValues">With the superior's and the defaults; null until approved.</param>
internal sealed record RegulationView(
    Guid Id,
    Guid UnitId,
    string Status,
    int? Number,
    string DocumentTitle,
    string DocumentNumber,
    string AdoptedBy,
    DateOnly InForceFrom,
    string? Profile,
    Guid? InheritsFromUnitId,
    Guid? InheritedVersionId,
    IReadOnlyList<string> Regimes,
    JsonElement Values,
    IReadOnlyList<string>? EffectiveRegimes,
    JsonElement? EffectiveValues,
    DateTimeOffset DraftedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? WithdrawnAt,
    int Version)
{
    public static RegulationView Of(Regulation row) => new(
        row.Id, row.UnitId, row.Status, row.Number, row.DocumentTitle, row.DocumentNumber, row.AdoptedBy, row.InForceFrom,
        row.Profile, row.InheritsFromUnitId, row.InheritedVersionId, row.Regimes, row.Values, row.EffectiveRegimes,
        row.EffectiveValues, row.DraftedAt, row.ApprovedAt, row.WithdrawnAt, row.Version);
}

/// <summary>A regulation in a list: without its values.</summary>
internal sealed record RegulationSummary(
    Guid Id,
    Guid UnitId,
    string Status,
    int? Number,
    string DocumentTitle,
    string DocumentNumber,
    string AdoptedBy,
    DateOnly InForceFrom,
    int Version);
