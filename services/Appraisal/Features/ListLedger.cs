using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Features;

/// <summary>The ledger of a unit with all below it, or of everything that the caller reaches; in the order of recording.</summary>
internal static class ListLedger
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/ledger", HandleAsync)
        .Allow(Roles.EfficiencyOffice, Roles.LeadingGroup, Roles.Panel, Roles.Leader, Roles.Auditor)
        .WithSummary("Lines of the score ledger");

    private static async Task<Results<Ok<Page<LedgerEntryView>>, ProblemHttpResult>> HandleAsync(
        Guid? unitId,
        int? year,
        Guid? subjectId,
        string? kind,
        PageRequest page,
        AppraisalDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        CancellationToken cancellationToken)
    {
        check.That(year is null || LedgerScope.IsYear(year.Value, clock), Refusals.YearOutOfRange(clock.Today.Year));
        if (kind is not null)
        {
            check.OneOf(kind, "kind", EntryKinds.Counted);
        }

        if (check.Failed)
        {
            return check.Problem();
        }

        if (unitId is { } asked && !await caller.ReachesAsync(db, asked, cancellationToken))
        {
            return Problems.From(Refusals.UnitOutOfReach);
        }

        var after = page.Cursor<Guid>();
        var units = UnitTree.Below(db, unitId is { } root ? [root] : caller.UnitIds);
        var entries = await db.Ledger.AsNoTracking()
            .Where(entry => units.Contains(entry.UnitId))
            .Where(entry => year == null || entry.Year == year)
            .Where(entry => subjectId == null || entry.SubjectId == subjectId)
            .Where(entry => kind == null || entry.CountsAs == kind)
            .Where(entry => after == null || entry.Id > after)
            .OrderBy(entry => entry.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(entries, page, entry => entry.Id, LedgerEntryView.Of));
    }
}
