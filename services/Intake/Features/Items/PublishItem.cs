using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Items;

/// <summary>Somebody other than the author makes the submitted version public (OG-14, OG-15).</summary>
internal static class PublishItem
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/items/{id:guid}/publication", HandleAsync).Allow(Access.Publishers);

    private static async Task<Results<Ok<ItemView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (await db.FindItemAsync(caller, id, cancellationToken) is not { } item)
        {
            return Problems.NotFound();
        }
        if (ifMatch.Misses(item.Version))
        {
            return Problems.Stale();
        }
        var now = clock.Now;
        if (item.Publish(caller.Signature(), now) is { } refusal)
        {
            return Problems.From(refusal);
        }
        var actingFor = await Powers.FindAsync(
            db, caller.StaffId, Powers.PublishItem, item.UnitId, now, cancellationToken);
        var version = item.Versions.Single(row => row.Number == item.PublishedVersion);
        db.Publish(
            item.Id,
            item.Version,
            item.UnitId,
            new ServiceItemPublished
            {
                ItemId = item.Id,
                ItemVersion = version.Number,
                UnitId = item.UnitId,
                Code = item.Code,
                Name = version.Name,
                Kind = Code.Of(item.Kind),
                Limits = version.Limits,
                PublishedAt = now,
            },
            now);
        db.AuditItem(item, "intake.item-published", now, actingFor?.Id);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, item.Version);
        return TypedResults.Ok(ItemView.Of(item, drafts: true));
    }
}
