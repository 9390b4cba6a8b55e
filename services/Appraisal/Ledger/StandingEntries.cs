using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Ledger;

/// <summary>
/// Lines that no other line takes back. Several events can share one transaction, so what this one has added and not saved yet
/// is part of the answer.
/// </summary>
internal static class StandingEntries
{
    public static IQueryable<LedgerEntry> Standing(this AppraisalDb db) => db.Ledger.Where(entry =>
        entry.ReversesEntryId == null && !db.Ledger.Any(other => other.ReversesEntryId == entry.Id));

    public static async Task<List<LedgerEntry>> StandingAsync(
        this AppraisalDb db, Guid unitId, int year, string[] kinds, CancellationToken cancellationToken)
    {
        var saved = await db.Standing().AsNoTracking()
            .Where(entry => entry.UnitId == unitId && entry.Year == year && kinds.Contains(entry.CountsAs))
            .ToListAsync(cancellationToken);
        var added = db.ChangeTracker.Entries<LedgerEntry>()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity)
            .ToArray();
        var takenBack = added.Select(entry => entry.ReversesEntryId).OfType<Guid>().ToHashSet();
        return
        [
            .. saved.Concat(added.Where(entry => entry.ReversesEntryId is null && entry.UnitId == unitId && entry.Year == year
                    && kinds.Contains(entry.CountsAs, StringComparer.Ordinal)))
                .Where(entry => !takenBack.Contains(entry.Id)),
        ];
    }
}
