using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Units;

/// <summary>A unit enters the tree. A root is registered only by whoever reaches the whole city.</summary>
internal static class RegisterUnit
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/units", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    /// <param name="ValidFrom">Today where it is missing.</param>
    /// <param name="ValidTo">Exclusive.</param>
    internal sealed record Request(
        Guid? ParentId, string? Kind, string? Code, string? Name, string? DivisionCode, DateOnly? ValidFrom, DateOnly? ValidTo);

    private static async Task<Results<Created<UnitView>, ProblemHttpResult>> HandleAsync(
        Request request,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var kind = check.OneOf(request.Kind, "kind", UnitRules.Kinds);
        var code = check.Text(request.Code, "code", 40);
        var name = check.Text(request.Name, "name", 100);
        var division = check.OptionalText(request.DivisionCode, "divisionCode", 6);
        check.Add(UnitRules.CheckDivisionCode(division));
        var from = request.ValidFrom ?? clock.Today;
        check.That(request.ValidTo is null || request.ValidTo > from, Refusals.ValidityReversed);
        if (check.Failed)
        {
            return check.Problem();
        }

        var parent = request.ParentId is null
            ? null
            : await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.ParentId, cancellationToken);
        if (request.ParentId is not null && parent is null)
        {
            return Problems.NotFound("parentId");
        }
        if (parent is null ? !caller.ReachesWholeCity : !await caller.ReachesAsync(db, parent.Id, cancellationToken))
        {
            return Problems.Forbidden();
        }
        check.Add(UnitRules.CheckParent(kind, parent?.Kind));
        check.That(parent?.ValidTo is null || parent.ValidTo > from, Refusals.UnitClosed("parentId"));
        check.That(!await db.Units.AnyAsync(u => u.Code == code, cancellationToken), Refusals.CodeTaken);
        if (check.Failed)
        {
            return check.Problem();
        }

        var unit = new Unit
        {
            Id = Guid.CreateVersion7(),
            ParentId = parent?.Id,
            Kind = kind,
            Code = code,
            Name = name,
            DivisionCode = division,
            ValidFrom = from,
            ValidTo = request.ValidTo,
            Version = 1,
        };
        db.Add(unit);
        db.Tell(unit, "accountability.unit-registered", clock.Now);
        db.Arrived(unit.Id);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, unit.Version);
        return TypedResults.Created($"/api/accountability/v1/units/{unit.Id}", UnitView.Of(unit));
    }
}
