using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.Deadlines;

/// <summary>One limit as it stands.</summary>
internal static class GetDeadline
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/deadlines/{id:guid}", HandleAsync).Allow(Access.Readers);

    private static async Task<Results<Ok<DeadlineView>, ProblemHttpResult>> HandleAsync(
        Guid id, DeadlinesDb db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var deadline = await db.Deadlines.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (deadline is null || !await caller.ReachesAsync(db, deadline.UnitId, cancellationToken))
        {
            return Problems.NotFound("id");
        }

        ETags.Set(http, deadline.Version);
        return TypedResults.Ok(DeadlineView.Of(deadline));
    }
}
