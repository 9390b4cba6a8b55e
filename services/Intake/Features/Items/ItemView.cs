using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Features.Items;

internal sealed record MaterialView(string Code, string Name, string Form, int Copies, string PresentedAs)
{
    public static MaterialView Of(Material material) => new(
        material.Code, material.Name, Domain.Code.Of(material.Form), material.Copies, Domain.Code.Of(material.PresentedAs));
}

internal sealed record ItemVersionView(
    int Number,
    string Status,
    string Name,
    string? Basis,
    string? Conditions,
    string? Procedure,
    IReadOnlyList<MaterialView> Materials,
    IReadOnlyList<LimitPromise> Limits,
    DateTimeOffset DraftedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? PublishedAt);

/// <param name="Version">For If-Match.</param>
/// <param name="Versions">Newest first; whoever is of another unit sees what is or was public.</param>
internal sealed record ItemView(
    Guid Id,
    Guid UnitId,
    string Code,
    string Kind,
    int? PublishedVersion,
    int Version,
    IReadOnlyList<ItemVersionView> Versions)
{
    public static ItemView Of(ServiceItem item, bool drafts) => new(
        item.Id,
        item.UnitId,
        item.Code,
        Domain.Code.Of(item.Kind),
        item.PublishedVersion,
        item.Version,
        [
            .. item.Versions
                .Where(version => drafts || version.PublishedAt is not null)
                .OrderByDescending(version => version.Number)
                .Select(version => new ItemVersionView(
                    version.Number,
                    Domain.Code.Of(version.Status),
                    version.Name,
                    version.Basis,
                    version.Conditions,
                    version.Procedure,
                    [.. version.Materials.Select(MaterialView.Of)],
                    version.Limits,
                    version.DraftedAt,
                    version.SubmittedAt,
                    version.PublishedAt)),
        ]);
}
