using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.OfficeHours;

/// <summary>The versions that a unit has registered itself, by their first day.</summary>
internal static class ListOfficeHours
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/office-hours", HandleAsync).Allow(Access.Readers);

    private static async Task<Results<Ok<Page<OfficeHoursView>>, ProblemHttpResult>> HandleAsync(
        Guid unitId, PageRequest page, DeadlinesDb db, CancellationToken cancellationToken)
    {
        var after = page.Cursor<DateOnly>() ?? DateOnly.MinValue;
        var rows = await db.OfficeHours.Where(row => row.UnitId == unitId && row.ValidFrom > after)
            .OrderBy(row => row.ValidFrom).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, row => row.ValidFrom, OfficeHoursView.Of));
    }
}
