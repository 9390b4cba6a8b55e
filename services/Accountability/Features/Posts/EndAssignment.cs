using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Features.Absences;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Posts;

/// <summary>
/// A person leaves a seat. Ending an assignment at its own beginning takes back one that was wrong. What was believed before stays
/// on record.
/// </summary>
internal static class EndAssignment
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/posts/{id:guid}/assignments/{assignmentId:guid}/end", HandleAsync)
        .Allow(Roles.Administrator, Roles.Personnel);

    /// <param name="To">Exclusive.</param>
    internal sealed record Request(DateTimeOffset? To);

    private static async Task<Results<Ok<AssignmentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid assignmentId,
        Request request,
        IfMatch ifMatch,
        AccountabilityDb db,
        PostCover cover,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var to = check.Required(request.To, "to");
        if (check.Failed)
        {
            return check.Problem();
        }

        await db.LockPostsAsync([id], cancellationToken);
        var assignment = await db.PostAssignments
            .SingleOrDefaultAsync(a => a.Id == assignmentId && a.PostId == id, cancellationToken);
        if (assignment is null)
        {
            return Problems.NotFound("assignmentId");
        }
        if (!await caller.ReachesAsync(db, assignment.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (ifMatch.Misses(assignment.Version))
        {
            return Problems.Stale();
        }
        check.Add(SeatRules.CheckEnd(new Period(assignment.From, assignment.To), to));
        if (check.Failed)
        {
            return check.Problem();
        }

        db.Supersede(assignment, clock.Now);
        assignment.To = to;
        assignment.Version++;
        db.Tell(assignment, "accountability.assignment-ended", clock.Now);
        var post = await db.Posts.SingleAsync(p => p.Id == id, cancellationToken);
        await cover.ApplyAsync([await cover.PlanAsync(post, to, [], [], cancellationToken)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, assignment.Version);
        return TypedResults.Ok(AssignmentView.Of(assignment));
    }
}
