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

        var matching = Matching(db, page.Cursor<Guid>() ?? Guid.Empty, year, subjectId, kind);
        var lines = LedgerScope.Roots(caller, unitId) is { } roots
            ? UnitTree.Below(db, roots).SelectMany(
                unit => matching.Where(entry => entry.UnitId == unit).OrderBy(entry => entry.Id).Take(page.Take))
            : matching;
        var entries = await lines.OrderBy(entry => entry.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(entries, page, entry => entry.Id, LedgerEntryView.Of));
    }

    /// <summary>Asked unit by unit, so that each walks an index that begins with the unit, however many lines others have.</summary>
    private static IQueryable<LedgerEntry> Matching(AppraisalDb db, Guid after, int? year, Guid? subjectId, string? kind)
    {
        var lines = db.Ledger.AsNoTracking().Where(entry => entry.Id > after);
        lines = year is null ? lines : lines.Where(entry => entry.Year == year);
        lines = subjectId is null ? lines : lines.Where(entry => entry.SubjectId == subjectId);
        return kind is null ? lines : lines.Where(entry => entry.CountsAs == kind);
    }
}
