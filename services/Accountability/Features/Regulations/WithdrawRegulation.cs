using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Regulations;

/// <summary>A draft is given up, by its unit or by whoever would approve it.</summary>
internal static class WithdrawRegulation
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/regulations/{id:guid}/withdrawal", HandleAsync).Allow(
        Roles.Administrator, Roles.GeneralOffice, Roles.EfficiencyOffice, Roles.Leader, Roles.OrganHead, Roles.GovernmentHead);

    private static async Task<Results<Ok<RegulationView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var regulation = await db.Regulations.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (regulation is null)
        {
            return Problems.NotFound("id");
        }
        if (!await caller.ReachesAsync(db, regulation.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (ifMatch.Misses(regulation.Version))
        {
            return Problems.Stale();
        }
        check.Add(RegulationLifecycle.Table.Move(regulation.Status, RegulationLifecycle.Withdraw, out var next));
        if (check.Failed)
        {
            return check.Problem();
        }

        regulation.Status = next;
        regulation.WithdrawnAt = clock.Now;
        regulation.Version++;
        db.Audit(regulation, "accountability.regulation-withdrawn", clock.Now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, regulation.Version);
        return TypedResults.Ok(RegulationView.Of(regulation));
    }
}
