using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>The person is back (AT-05): whoever stood in is relieved from that instant. Before its beginning: it is called off.</summary>
internal static class ReturnFromAbsence
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/absences/{id:guid}/return", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    /// <param name="At">Now where it is missing.</param>
    internal sealed record Request(DateTimeOffset? At);

    private static async Task<Results<Ok<AbsenceView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        IfMatch ifMatch,
        AccountabilityDb db,
        PostCover cover,
        ThirdSeats thirdSeats,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var staffId = await db.Absences.Where(a => a.Id == id).Select(a => (Guid?)a.StaffId).SingleOrDefaultAsync(cancellationToken);
        if (staffId is null)
        {
            return Problems.NotFound("id");
        }
        await db.LockStaffAsync([staffId.Value], cancellationToken);
        var absence = await db.Absences.SingleAsync(a => a.Id == id, cancellationToken);
        if (!await caller.ReachesAsync(db, absence.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (ifMatch.Misses(absence.Version))
        {
            return Problems.Stale();
        }
        var recorded = new Period(absence.From, absence.To);
        var backAt = request?.At ?? clock.Now;
        check.Add(AbsenceLifecycle.Table.Move(absence.Status, AbsenceLifecycle.ActOf(recorded, backAt), out var next));
        check.Add(AbsenceLifecycle.CheckReturn(recorded, backAt, clock.Now));
        if (check.Failed)
        {
            return check.Problem();
        }

        var until = AbsenceLifecycle.Effective(recorded, backAt).To!.Value;
        absence.Status = next;
        absence.ReturnedAt = backAt;
        absence.AwayUntil = until;
        absence.Version++;
        db.Audit(new AuditEntry
        {
            Action = "accountability.absence-ended",
            SubjectKind = "absence",
            SubjectId = absence.Id,
            UnitId = absence.UnitId,
            BusinessAt = clock.Now,
        });
        await thirdSeats.EndAsync(id, until, cancellationToken);
        var postIds = await db.PostAssignments
            .Where(a => a.StaffId == absence.StaffId && (a.To == null || a.To > absence.From))
            .Select(a => a.PostId).Distinct().ToListAsync(cancellationToken);
        await db.LockPostsAsync(postIds, cancellationToken);
        var drafts = new List<PostCover.Draft>();
        foreach (var post in await db.Posts.Where(p => postIds.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellationToken))
        {
            drafts.Add(await cover.PlanAsync(post, until, [], [], cancellationToken));
        }
        await cover.ApplyAsync(drafts, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, absence.Version);
        return TypedResults.Ok(AbsenceView.Of(absence));
    }
}
