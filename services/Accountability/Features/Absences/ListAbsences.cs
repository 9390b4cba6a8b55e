using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>Who is away in the caller's units, for the whereabouts board (WN-05): never the kind of leave, never the reason.</summary>
internal static class ListAbsences
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/absences", HandleAsync).Allow(
        Roles.Administrator, Roles.Personnel, Roles.SectionHead, Roles.Leader, Roles.OrganHead, Roles.GeneralOffice,
        Roles.FrontDesk, Roles.Handler, Roles.EfficiencyOffice);

    private static async Task<Results<Ok<Page<AbsenceView>>, ProblemHttpResult>> HandleAsync(
        Guid? unitId,
        Guid? staffId,
        DateTimeOffset? at,
        PageRequest page,
        AccountabilityDb db,
        Caller caller,
        CancellationToken cancellationToken)
    {
        if (unitId is { } asked && !await caller.ReachesAsync(db, asked, cancellationToken))
        {
            return Problems.Forbidden();
        }
        var roots = await UnitScope.OfAsync(db, caller, unitId, cancellationToken);
        var after = page.Cursor<Guid>();
        var instant = at?.ToUniversalTime();
        if (staffId is { } person)
        {
            var ofPerson = await OfPersonAsync(db, person, instant, roots, after, page.Take, cancellationToken);
            return TypedResults.Ok(Page.Of(ofPerson, page, a => a.Id, AbsenceView.Of));
        }
        FormattableString? awayAt = null;
        if (instant is not null)
        {
            awayAt = $"status <> 'cancelled' and tstzrange(starts_at, away_until) @> {instant}";
        }
        var rows = await db.Page<Absence>(roots, after, page.Take, awayAt).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, a => a.Id, AbsenceView.Of));
    }

    private static Task<List<Absence>> OfPersonAsync(
        AccountabilityDb db,
        Guid staffId,
        DateTimeOffset? instant,
        IReadOnlyList<Guid>? roots,
        Guid? after,
        int take,
        CancellationToken cancellationToken)
    {
        var absences = db.Absences.Where(a => a.StaffId == staffId && (after == null || a.Id > after));
        if (instant is not null)
        {
            absences = absences.Where(a => a.Status != AbsenceLifecycle.Cancelled
                && a.From <= instant && (a.AwayUntil == null || a.AwayUntil > instant));
        }
        if (roots is not null)
        {
            absences = absences.Where(a => UnitTree.Below(db, roots).Contains(a.UnitId));
        }
        return absences.OrderBy(a => a.Id).Take(take).ToListAsync(cancellationToken);
    }
}
