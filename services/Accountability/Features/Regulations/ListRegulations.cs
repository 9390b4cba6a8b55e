using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Regulations;

/// <summary>The register: approved versions of all units, drafts of the caller's own.</summary>
internal static class ListRegulations
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/regulations", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Ok<Page<RegulationSummary>>> HandleAsync(
        Guid? unitId,
        string? status,
        PageRequest page,
        AccountabilityDb db,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var regulations = db.Regulations.AsQueryable();
        if (!caller.ReachesWholeCity)
        {
            var units = UnitTree.Below(db, caller.UnitIds);
            regulations = regulations.Where(r => r.Status == RegulationLifecycle.Approved || units.Contains(r.UnitId));
        }
        var after = page.Cursor<Guid>();
        var rows = await regulations
            .Where(r => (after == null || r.Id > after)
                && (unitId == null || r.UnitId == unitId)
                && (status == null || r.Status == status))
            .OrderBy(r => r.Id).Take(page.Take)
            .Select(r => new RegulationSummary(
                r.Id, r.UnitId, r.Status, r.Number, r.DocumentTitle, r.DocumentNumber, r.AdoptedBy, r.InForceFrom, r.Version))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, r => r.Id));
    }
}
