using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.People;

/// <summary>Another name, title, office phone or unit. Seats on posts are ended and given by themselves.</summary>
internal static class ChangeStaff
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/staff/{id:guid}", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    internal sealed record Request(Guid? UnitId, string? Name, string? Title, string? OfficePhone);

    private static async Task<Results<Ok<StaffView>, ProblemHttpResult>> HandleAsync(
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
        var staff = await db.Staff.SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (staff is null)
        {
            return Problems.NotFound("id");
        }
        if (!await caller.ReachesAsync(db, staff.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (ifMatch.Misses(staff.Version))
        {
            return Problems.Stale();
        }
        var unitId = check.Required(request.UnitId, "unitId");
        var name = check.Text(request.Name, "name", 100);
        var title = check.Text(request.Title, "title", 100);
        var phone = check.OptionalText(request.OfficePhone, "officePhone", 40);
        if (check.Failed)
        {
            return check.Problem();
        }
        if (!await db.Units.AnyAsync(u => u.Id == unitId, cancellationToken))
        {
            return Problems.NotFound("unitId");
        }
        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }

        staff.UnitId = unitId;
        staff.Name = name;
        staff.Title = title;
        staff.OfficePhone = phone;
        staff.Version++;
        db.Tell(staff, "accountability.staff-changed", clock.Now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, staff.Version);
        return TypedResults.Ok(StaffView.Of(staff));
    }
}
