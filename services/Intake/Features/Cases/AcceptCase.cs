using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>Papers are complete and the limits begin to run (TL-04), under the policy version in force on this day.</summary>
internal static class AcceptCase
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{id:guid}/acceptance", HandleAsync).Allow(Access.Clerks);

    private static async Task<Results<Ok<CaseState>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (await db.FindCaseAsync(caller, id, cancellationToken) is not { } subject)
        {
            return Problems.NotFound();
        }
        if (ifMatch.Misses(subject.Version))
        {
            return Problems.Stale();
        }
        var item = await db.ItemOfAsync(subject, cancellationToken);
        var kind = await db.Items.Where(row => row.Id == subject.ItemId).Select(row => row.Kind).SingleAsync(cancellationToken);
        var now = clock.Now;
        var policy = await Policies.AtAsync(db, subject.UnitId, clock.DayOf(now), cancellationToken);
        var refusals = subject.Accept(item.Materials, policy.Id, now);
        if (refusals.Count > 0)
        {
            return Problems.From(refusals);
        }
        db.Record(
            subject,
            "case-accepted",
            new CaseAccepted
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                PostId = subject.PostId,
                ItemId = subject.ItemId,
                ItemVersion = subject.ItemVersion,
                ItemKind = Code.Of(kind),
                Limits = item.Limits,
                AcceptedAt = now,
                PolicyVersionId = subject.PolicyVersionId,
            },
            now,
            await db.ActingPostAsync(caller, subject, now, cancellationToken),
            ("policyVersionId", subject.PolicyVersionId?.ToString()));
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Ok(CaseState.Of(subject, item.Materials));
    }
}
