using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.People;

internal static class RegisterStaff
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/staff", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    internal sealed record Request(Guid? UnitId, string? Name, string? Title, string? OfficePhone);

    private static async Task<Results<Created<StaffView>, ProblemHttpResult>> HandleAsync(
        Request request,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var unitId = check.Required(request.UnitId, "unitId");
        var name = check.Text(request.Name, "name", 100);
        var title = check.Text(request.Title, "title", 100);
        var phone = check.OptionalText(request.OfficePhone, "officePhone", 40);
        if (check.Failed)
        {
            return check.Problem();
        }

        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken);
        if (unit is null)
        {
            return Problems.NotFound("unitId");
        }
        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        check.That(unit.ValidTo is null || unit.ValidTo > clock.Today, Refusals.UnitClosed("unitId"));
        if (check.Failed)
        {
            return check.Problem();
        }

        var staff = new Staff
        {
            Id = Guid.CreateVersion7(),
            UnitId = unitId,
            Name = name,
            Title = title,
            OfficePhone = phone,
            Version = 1,
        };
        db.Add(staff);
        db.Tell(staff, "accountability.staff-registered", clock.Now);
        db.Arrived(staff.Id);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, staff.Version);
        return TypedResults.Created($"/api/accountability/v1/staff/{staff.Id}", StaffView.Of(staff));
    }
}
