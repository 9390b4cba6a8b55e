using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Leads;

internal static class GetLead
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/leads/{id:guid}", HandleAsync)
        .Allow(Roles.EfficiencyOffice, Roles.SuperiorEfficiencyOffice, Roles.LeadingGroup);

    /// <param name="Evidence">In order.</param>
    internal sealed record View(LeadView Lead, IReadOnlyList<EvidenceView> Evidence);

    /// <param name="Kind"><c>light</c>, <c>deadline</c>, <c>duty</c> or <c>office-head</c>.</param>
    /// <param name="ReferenceId">The event or the deadline.</param>
    /// <param name="To">Exclusive.</param>
    /// <param name="Share">Of the limit's elapsed time, 0 to 1.</param>
    internal sealed record EvidenceView(
        int Ordinal,
        string Kind,
        Guid? ReferenceId,
        Guid? StaffId,
        string? StaffName,
        string? Capacity,
        DateTimeOffset? From,
        DateTimeOffset? To,
        decimal? Share);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        Guid id, AccountabilityDb db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var lead = await db.Leads.SingleOrDefaultAsync(l => l.Id == id, cancellationToken);
        if (lead is null)
        {
            return Problems.NotFound("id");
        }
        if (!await caller.ReachesAsync(db, lead.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        var evidence = await (
            from line in db.LeadEvidence
            where line.LeadId == id
            join staff in db.Staff on line.StaffId equals staff.Id into people
            from person in people.DefaultIfEmpty()
            orderby line.Ordinal
            select new EvidenceView(
                line.Ordinal, line.Kind, line.ReferenceId, line.StaffId, person == null ? null : person.Name, line.Capacity,
                line.From, line.To, line.Share)).ToListAsync(cancellationToken);
        ETags.Set(http, lead.Version);
        return TypedResults.Ok(new View(LeadView.Of(lead), evidence));
    }
}
