using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.People;

internal static class GetStaff
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/staff/{id:guid}", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Results<Ok<StaffView>, ProblemHttpResult>> HandleAsync(
        Guid id, AccountabilityDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var staff = await db.Staff.SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (staff is null)
        {
            return Problems.NotFound("id");
        }
        ETags.Set(http, staff.Version);
        return TypedResults.Ok(StaffView.Of(staff));
    }
}
