using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Items;

/// <summary>An item with its versions. What is public is public in the whole city; a draft is its unit's own (OG-15).</summary>
internal static class GetItem
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/items/{id:guid}", HandleAsync).Allow(Access.ItemReaders);

    private static async Task<Results<Ok<ItemView>, ProblemHttpResult>> HandleAsync(
        Guid id, IntakeDb db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var item = await db.Items.AsNoTracking()
            .Include(row => row.Versions)
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (item is null)
        {
            return Problems.NotFound();
        }
        var own = await caller.ReachesAsync(db, item.UnitId, cancellationToken);
        if (!own && item.PublishedVersion is null)
        {
            return Problems.NotFound();
        }
        ETags.Set(http, item.Version);
        return TypedResults.Ok(ItemView.Of(item, own));
    }
}
