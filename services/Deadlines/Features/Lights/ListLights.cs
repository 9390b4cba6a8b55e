using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.Lights;

/// <summary>Lights of a matter or of a unit and the units below, withdrawn ones included, as they were found.</summary>
internal static class ListLights
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/lights", HandleAsync).Allow(Access.Readers);

    /// <param name="RaisedFor">The instant that the rung stands for.</param>
    /// <param name="RaisedAt">When it was found.</param>
    /// <param name="WithdrawnReason"><c>completed-in-time</c>, <c>paused-in-time</c> or <c>due-date-moved</c>; null while it is on.</param>
    internal sealed record LightView(
        Guid Id,
        Guid DeadlineId,
        string SubjectKind,
        Guid SubjectId,
        Guid UnitId,
        string Rung,
        DateTimeOffset RaisedFor,
        DateTimeOffset RaisedAt,
        DateTimeOffset? WithdrawnAt,
        string? WithdrawnReason);

    private static async Task<Results<Ok<Page<LightView>>, ProblemHttpResult>> HandleAsync(
        Guid? unitId, Guid? subjectId, PageRequest page, DeadlinesDb db, Caller caller, CancellationToken cancellationToken)
    {
        if (unitId is { } unit && !await caller.ReachesAsync(db, unit, cancellationToken))
        {
            return Problems.Forbidden();
        }

        var after = page.Cursor<Guid>() ?? Guid.Empty;
        var matching = db.Lights.Where(row => row.Id > after);
        if (subjectId is { } subject)
        {
            matching = matching.Where(row => row.SubjectId == subject);
        }

        var query = Access.Roots(caller, unitId) is { } roots
            ? Access.Each(db, roots, unit => matching.Where(row => row.UnitId == unit).OrderBy(row => row.Id).Take(page.Take))
            : matching;
        var rows = await query.OrderBy(row => row.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, row => row.Id, row => new LightView(
            row.Id,
            row.DeadlineId,
            row.SubjectKind,
            row.SubjectId,
            row.UnitId,
            Code.Of(row.Rung),
            row.RaisedFor,
            row.RaisedAt,
            row.WithdrawnAt,
            row.WithdrawnReason)));
    }
}
