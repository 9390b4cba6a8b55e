using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.Calendars;

/// <summary>The calendar in force in a region, day by day as the notices say it; one year with <c>year</c>.</summary>
internal static class GetCalendar
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calendars/{region}", HandleAsync).Allow(Access.Readers);

    private static async Task<Results<Ok<CalendarView>, ProblemHttpResult>> HandleAsync(
        string region, int? year, DeadlinesDb db, ScheduleCache cache, CancellationToken cancellationToken)
    {
        var version = await db.Calendars.Where(row => row.Region == region)
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (version is null)
        {
            return Problems.NotFound("region");
        }

        var calendar = cache.Calendar(version.Id) ?? cache.Add(version.Id, version.Document);
        return TypedResults.Ok(CalendarView.Of(version, calendar, CalendarDocument.Parse(version.Document), year));
    }
}
