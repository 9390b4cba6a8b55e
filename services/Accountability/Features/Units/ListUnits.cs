using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Units;

/// <summary>The directory is open to every member of staff of the city: who does what is no secret (FI-04).</summary>
internal static class ListUnits
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/units", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Ok<Page<UnitView>>> HandleAsync(
        Guid? parentId, string? kind, string? code, PageRequest page, AccountabilityDb db, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>();
        var rows = await db.Units
            .Where(u => (after == null || u.Id > after)
                && (parentId == null || u.ParentId == parentId)
                && (kind == null || u.Kind == kind)
                && (code == null || u.Code == code))
            .OrderBy(u => u.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, u => u.Id, UnitView.Of));
    }
}
