using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Units;

/// <summary>A unit gets another name or ends. Its id, code, kind and place in the tree stay: a reform makes new units.</summary>
internal static class ChangeUnit
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/units/{id:guid}", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    /// <param name="ValidTo">Exclusive; null reopens the end.</param>
    internal sealed record Request(string? Name, DateOnly? ValidTo);

    private static async Task<Results<Ok<UnitView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        IfMatch ifMatch,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
        if (unit is null)
        {
            return Problems.NotFound("id");
        }
        if (!await caller.ReachesAsync(db, id, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (ifMatch.Misses(unit.Version))
        {
            return Problems.Stale();
        }
        var name = check.Text(request.Name, "name", 100);
        check.That(request.ValidTo is null || request.ValidTo > unit.ValidFrom, Refusals.ValidityReversed);
        if (check.Failed)
        {
            return check.Problem();
        }

        unit.Name = name;
        unit.ValidTo = request.ValidTo;
        unit.Version++;
        db.Tell(unit, "accountability.unit-changed", clock.Now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, unit.Version);
        return TypedResults.Ok(UnitView.Of(unit));
    }
}
