using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Units;

internal static class GetUnit
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/units/{id:guid}", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Results<Ok<UnitView>, ProblemHttpResult>> HandleAsync(
        Guid id, AccountabilityDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
        if (unit is null)
        {
            return Problems.NotFound("id");
        }
        ETags.Set(http, unit.Version);
        return TypedResults.Ok(UnitView.Of(unit));
    }
}
