using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Leads;

internal static class ListLeads
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/leads", HandleAsync).Allow(Roles.EfficiencyOffice, Roles.SuperiorEfficiencyOffice, Roles.LeadingGroup);

    private static async Task<Results<Ok<Page<LeadView>>, ProblemHttpResult>> HandleAsync(
        Guid? unitId,
        Guid? subjectId,
        string? status,
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
        if (subjectId is { } subject)
        {
            var ofSubject = await OfSubjectAsync(db, subject, status, roots, after, page.Take, cancellationToken);
            return TypedResults.Ok(Page.Of(ofSubject, page, l => l.Id, LeadView.Of));
        }
        FormattableString? inStatus = null;
        if (status is not null)
        {
            inStatus = $"status = {status}";
        }
        var rows = await db.Page<Lead>(roots, after, page.Take, inStatus).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, l => l.Id, LeadView.Of));
    }

    /// <summary>One matter has a handful of leads: they are found by the matter, and the scope is asked of each.</summary>
    private static Task<List<Lead>> OfSubjectAsync(
        AccountabilityDb db,
        Guid subjectId,
        string? status,
        IReadOnlyList<Guid>? roots,
        Guid? after,
        int take,
        CancellationToken cancellationToken)
    {
        var leads = db.Leads.Where(l => l.SubjectId == subjectId
            && (status == null || l.Status == status) && (after == null || l.Id > after));
        if (roots is not null)
        {
            leads = leads.Where(l => UnitTree.Below(db, roots).Contains(l.UnitId));
        }
        return leads.OrderBy(l => l.Id).Take(take).ToListAsync(cancellationToken);
    }
}
