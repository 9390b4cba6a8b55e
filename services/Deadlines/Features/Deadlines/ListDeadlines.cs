using System.Runtime.InteropServices;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
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

        var roots = Access.Roots(caller, unitId);
        var filter = new Filter(subjectKind, light is null ? null : Code.Parse<Rung>(light));
        return TypedResults.Ok(subjectId is { } subject
            ? await TightestFirstAsync(db, subject, roots, filter, page, cancellationToken)
            : await ByIdAsync(db, roots, filter, page, cancellationToken));
    }

    private static async Task<Page<DeadlineView>> TightestFirstAsync(
        DeadlinesDb db, Guid subjectId, Guid[]? roots, Filter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var query = filter.Of(db.Deadlines).Where(row => row.SubjectId == subjectId);
        if (roots is not null)
        {
            query = query.Where(row => UnitTree.Below(db, roots).Contains(row.UnitId));
        }

        if (page.Cursor<Place>() is { } after)
        {
            query = query.Where(row => row.DueAt > after.DueAt || (row.DueAt == after.DueAt && row.Id > after.Id));
        }

        var rows = await query.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancellationToken);
        return Page.Of(rows, page, row => new Place(row.DueAt, row.Id), DeadlineView.Of);
    }

    private static async Task<Page<DeadlineView>> ByIdAsync(
        DeadlinesDb db, Guid[]? roots, Filter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>() ?? Guid.Empty;
        var matching = filter.Of(db.Deadlines).Where(row => row.Id > after);
        var query = roots is null
            ? matching
            : Access.Each(db, roots, unit => matching.Where(row => row.UnitId == unit).OrderBy(row => row.Id).Take(page.Take));
        var rows = await query.OrderBy(row => row.Id).Take(page.Take).ToListAsync(cancellationToken);
        return Page.Of(rows, page, row => row.Id, DeadlineView.Of);
    }

    private sealed record Filter(string? SubjectKind, Rung? Light)
    {
        /// <summary>A light is asked for on open limits only.</summary>
        public IQueryable<Deadline> Of(IQueryable<Deadline> rows)
        {
            rows = SubjectKind is null ? rows : rows.Where(row => row.SubjectKind == SubjectKind);
            return Light is null ? rows : rows.Where(row => row.Light == Light && row.State != DeadlineState.Closed);
        }
    }
}
