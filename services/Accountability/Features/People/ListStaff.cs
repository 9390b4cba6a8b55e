using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.People;

internal static class ListStaff
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/staff", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Ok<Page<StaffView>>> HandleAsync(
        Guid? unitId, PageRequest page, AccountabilityDb db, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>();
        var rows = await db.Staff
            .Where(s => (after == null || s.Id > after) && (unitId == null || s.UnitId == unitId))
            .OrderBy(s => s.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, s => s.Id, StaffView.Of));
    }
}
