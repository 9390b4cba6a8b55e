using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Items;

/// <summary>The section proposes its draft for publication (OG-13).</summary>
internal static class SubmitItem
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/items/{id:guid}/submission", HandleAsync).Allow(Access.Authors);

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
        if (item.Submit(caller.Signature(), now) is { } refusal)
        {
            return Problems.From(refusal);
        }
        db.AuditItem(item, "intake.item-submitted", now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, item.Version);
        return TypedResults.Ok(ItemView.Of(item, drafts: true));
    }
}
