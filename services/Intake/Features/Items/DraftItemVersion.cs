using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Items;

/// <summary>Writes the next version of an item; the public one stays public until the new one is (OG-15).</summary>
internal static class DraftItemVersion
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/items/{id:guid}/versions", HandleAsync).Allow(Access.Authors);

    private static async Task<Results<Created<ItemView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ContentRequest request,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
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
        var content = check.Read(request, item.Kind);
        var now = clock.Now;
        if (!check.Failed)
        {
            check.Add(item.DraftNext(content, caller.Signature(), now));
        }
        if (check.Failed)
        {
            return check.Problem();
        }
        db.AuditItem(item, "intake.item-version-drafted", now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, item.Version);
        return TypedResults.Created($"/api/intake/v1/items/{item.Id}", ItemView.Of(item, drafts: true));
    }
}
