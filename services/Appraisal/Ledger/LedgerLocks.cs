using Efficiency.Appraisal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Ledger;

/// <summary>
/// Advisory locks until the end of the transaction. Facts are valued side by side, a policy that arrives revalues alone: so
/// that no fact is valued by the old policy after the new one has looked for it.
/// </summary>
internal static class LedgerLocks
{
    private const long Values = 0x4C656467;

    public static Task TakeForFactsAsync(AppraisalDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({Values})", cancellationToken);

    public static Task TakeForPolicyAsync(AppraisalDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Values})", cancellationToken);

    /// <summary>Whoever counts the rows of a unit sees every fact that was counted before.</summary>
    public static Task TakeForRowsAsync(AppraisalDb db, Guid unitId, int year, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({unitId.ToString()}, {Values + year}))", cancellationToken);
}
