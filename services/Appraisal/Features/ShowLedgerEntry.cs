using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Features;

/// <summary>One line with what it comes from, what it takes back, what takes it back and what follows from it.</summary>
internal static class ShowLedgerEntry
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/ledger/{id:guid}", HandleAsync)
        .Allow(Roles.EfficiencyOffice, Roles.LeadingGroup, Roles.Panel, Roles.Leader, Roles.Auditor)
        .WithSummary("A line of the score ledger with its source and its corrections");

    /// <param name="Evidence">Figures and codes of the source event.</param>
    /// <param name="Reverses">The line that this one takes back.</param>
    /// <param name="ReversedBy">The line that takes this one back; null while it stands.</param>
    /// <param name="RestsOn">Lines that this one follows from, in order: the lights of a row, or the line that it revalues.</param>
    /// <param name="Supports">Lines that follow from this one.</param>
    internal sealed record Response(
        LedgerEntryView Entry,
        IReadOnlyDictionary<string, string> Evidence,
        LedgerEntryView? Reverses,
        LedgerEntryView? ReversedBy,
        IReadOnlyList<LedgerEntryView> RestsOn,
        IReadOnlyList<LedgerEntryView> Supports);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id, AppraisalDb db, Caller caller, CancellationToken cancellationToken)
    {
        var entry = await db.Ledger.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (entry is null || !await caller.ReachesAsync(db, entry.UnitId, cancellationToken))
        {
            return Problems.NotFound();
        }

        var related = await db.Ledger.AsNoTracking()
            .Where(row => row.Id == entry.ReversesEntryId || row.ReversesEntryId == id
                || entry.RestsOn.Contains(row.Id) || row.RestsOn.Contains(id))
            .OrderBy(row => row.OccurredAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            LedgerEntryView.Of(entry),
            entry.Evidence,
            View(related.Find(row => row.Id == entry.ReversesEntryId)),
            View(related.Find(row => row.ReversesEntryId == id)),
            [.. related.Where(row => entry.RestsOn.Contains(row.Id)).Select(LedgerEntryView.Of)],
            [.. related.Where(row => row.RestsOn.Contains(id)).Select(LedgerEntryView.Of)]));
    }

    private static LedgerEntryView? View(LedgerEntry? entry) => entry is null ? null : LedgerEntryView.Of(entry);
}
