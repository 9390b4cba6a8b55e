using System.Runtime.InteropServices;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.Deadlines;

/// <summary>Limits on a matter or of a unit and the units below. On one matter the tightest comes first.</summary>
internal static class ListDeadlines
{
    private static readonly string[] Lights = [.. Code.All<Rung>()];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/deadlines", HandleAsync).Allow(Access.Readers);

    /// <summary>Where a page of a matter's limits ended.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Place(DateTimeOffset DueAt, Guid Id);

    private static async Task<Results<Ok<Page<DeadlineView>>, ProblemHttpResult>> HandleAsync(
        string? subjectKind,
        Guid? subjectId,
        Guid? unitId,
        string? light,
        PageRequest page,
        DeadlinesDb db,
        Caller caller,
        Check check,
        CancellationToken cancellationToken)
    {
        if (light is not null)
        {
            check.OneOf(light, "light", Lights);
        }

        if (check.Failed)
        {
            return check.Problem();
        }

        if (unitId is { } unit && !await caller.ReachesAsync(db, unit, cancellationToken))
        {
            return Problems.Forbidden();
        }

        var query = db.Deadlines.Within(db, Access.Roots(caller, unitId));
        query = subjectKind is null ? query : query.Where(row => row.SubjectKind == subjectKind);
        if (light is not null)
        {
            var rung = Code.Parse<Rung>(light);
            query = query.Where(row => row.Light == rung && row.State != DeadlineState.Closed);
        }

        return TypedResults.Ok(subjectId is { } subject
            ? await TightestFirstAsync(query.Where(row => row.SubjectId == subject), page, cancellationToken)
            : await ByIdAsync(query, page, cancellationToken));
    }

    private static async Task<Page<DeadlineView>> TightestFirstAsync(
        IQueryable<Deadline> query, PageRequest page, CancellationToken cancellationToken)
    {
        if (page.Cursor<Place>() is { } after)
        {
            query = query.Where(row => row.DueAt > after.DueAt || (row.DueAt == after.DueAt && row.Id > after.Id));
        }

        var rows = await query.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancellationToken);
        return Page.Of(rows, page, row => new Place(row.DueAt, row.Id), DeadlineView.Of);
    }

    private static async Task<Page<DeadlineView>> ByIdAsync(
        IQueryable<Deadline> query, PageRequest page, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>() ?? Guid.Empty;
        var rows = await query.Where(row => row.Id > after).OrderBy(row => row.Id).Take(page.Take).ToListAsync(cancellationToken);
        return Page.Of(rows, page, row => row.Id, DeadlineView.Of);
    }
}
