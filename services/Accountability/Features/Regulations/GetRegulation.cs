using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Regulations;

/// <summary>What is approved is there for everybody to read; a draft for its unit only.</summary>
internal static class GetRegulation
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/regulations/{id:guid}", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Results<Ok<RegulationView>, ProblemHttpResult>> HandleAsync(
        Guid id, AccountabilityDb db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var regulation = await db.Regulations.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (regulation is null)
        {
            return Problems.NotFound("id");
        }
        if (!string.Equals(regulation.Status, RegulationLifecycle.Approved, StringComparison.Ordinal)
            && !await caller.ReachesAsync(db, regulation.UnitId, cancellationToken))
        {
            return Problems.NotFound("id");
        }
        ETags.Set(http, regulation.Version);
        return TypedResults.Ok(RegulationView.Of(regulation));
    }
}
