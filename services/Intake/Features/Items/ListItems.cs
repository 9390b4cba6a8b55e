using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Items;

/// <summary>What is public, in the whole city or in a unit; with <c>status=draft</c> or <c>submitted</c> the caller's own work.</summary>
internal static class ListItems
{
    private static readonly string[] Statuses =
        [Code.Of(ItemStatus.Draft), Code.Of(ItemStatus.Submitted), Code.Of(ItemStatus.Published)];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/items", HandleAsync).Allow(Access.ItemReaders);

    internal sealed record Row(
        Guid Id, Guid UnitId, string Code, string Kind, int ItemVersion, string Status, string Name, int Version);

    private static async Task<Results<Ok<Page<Row>>, ProblemHttpResult>> HandleAsync(
        Guid? unitId,
        string? status,
        PageRequest page,
        IntakeDb db,
        Caller caller,
        Check check,
        CancellationToken cancellationToken)
    {
        var wanted = Code.Parse<ItemStatus>(Read(check, status));
        if (check.Failed)
        {
            return check.Problem();
        }
        var open = wanted == ItemStatus.Published;
        if (!open && unitId is { } unit && !await caller.ReachesAsync(db, unit, cancellationToken))
        {
            return Problems.Forbidden();
        }

        // Drafts are the caller's own units' work; what is public has no such bound.
        var roots = open && unitId is null ? null : Scope.Roots(caller, unitId);
        var after = page.Cursor<Guid>() ?? Guid.Empty;
        var query = roots is null
            ? db.Items.AsNoTracking().Where(row => row.Id > after)
            : Scope.Each(db, roots, id => db.Items.AsNoTracking().Where(row => row.UnitId == id && row.Id > after));
        var rows = await query
            .SelectMany(
                item => db.ItemVersions.Where(version => version.ItemId == item.Id
                    && version.Status == wanted
                    && (open ? version.Number == item.PublishedVersion : version.Number == item.LatestVersion)),
                (item, version) => new { Item = item, VersionNumber = version.Number, version.Status, version.Name })
            .OrderBy(row => row.Item.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, row => row.Item.Id, row => new Row(
            row.Item.Id,
            row.Item.UnitId,
            row.Item.Code,
            Code.Of(row.Item.Kind),
            row.VersionNumber,
            Code.Of(row.Status),
            row.Name,
            row.Item.Version)));
    }

    private static string Read(Check check, string? status)
    {
        var code = check.OneOf(status ?? Code.Of(ItemStatus.Published), "status", Statuses);
        return check.Failed ? Code.Of(ItemStatus.Published) : code;
    }
}
