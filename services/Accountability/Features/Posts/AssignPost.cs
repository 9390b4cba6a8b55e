using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Features.Absences;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Posts;

/// <summary>A person takes a seat of a post for a period (PR-03, AB-02). Whoever is away at the time is covered at once.</summary>
internal static class AssignPost
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/posts/{id:guid}/assignments", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    /// <param name="To">Exclusive; null while the end is open.</param>
    internal sealed record Request(Guid? StaffId, string? Seat, DateTimeOffset? From, DateTimeOffset? To);

    private static async Task<Results<Created<AssignmentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        AccountabilityDb db,
        PostCover cover,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var staffId = check.Required(request.StaffId, "staffId");
        var seat = check.OneOf(request.Seat, "seat", SeatRules.Seats);
        var from = check.Required(request.From, "from");
        if (check.Failed)
        {
            return check.Problem();
        }

        await db.LockStaffAsync([staffId], cancellationToken);
        await db.LockPostsAsync([id], cancellationToken);
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (post is null)
        {
            return Problems.NotFound("id");
        }
        if (!await db.Staff.AnyAsync(s => s.Id == staffId, cancellationToken))
        {
            return Problems.NotFound("staffId");
        }
        if (!await caller.ReachesAsync(db, post.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        var period = new Period(from, request.To);
        var present = await db.PostAssignments.AsNoTracking()
            .Where(a => a.PostId == id && (a.To == null || a.To > from))
            .Select(a => new SeatHolder(a.Id, a.Seat, a.StaffId, new Period(a.From, a.To)))
            .ToListAsync(cancellationToken);
        foreach (var refusal in SeatRules.CheckAssignment(seat, staffId, period, present))
        {
            check.Add(refusal);
        }
        if (check.Failed)
        {
            return check.Problem();
        }

        var assignment = new PostAssignment
        {
            Id = Guid.CreateVersion7(),
            PostId = id,
            UnitId = post.UnitId,
            StaffId = staffId,
            Seat = seat,
            From = from,
            To = request.To,
            Version = 1,
        };
        db.Record(assignment, clock.Now);
        db.Tell(assignment, "accountability.post-assigned", clock.Now);
        var holder = new SeatHolder(assignment.Id, seat, staffId, period);
        await cover.ApplyAsync([await cover.PlanAsync(post, from, [holder], [], cancellationToken)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, assignment.Version);
        return TypedResults.Created(
            $"/api/accountability/v1/posts/{id}/assignments/{assignment.Id}", AssignmentView.Of(assignment));
    }
}
