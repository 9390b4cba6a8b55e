using System.Text.Json;
using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Ledger;
using Efficiency.Appraisal.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Consumers;

/// <summary>
/// Keeps the version and revalues the facts of its days that came before it (AMB-23): a policy is never retroactive, but it can
/// arrive late.
/// </summary>
internal sealed class PolicyVersionActivatedHandler(
    AppraisalDb db, LedgerBook book, YellowRows rows, ScorePolicies policies, BusinessClock clock) : IEventHandler<PolicyVersionActivated>
{
    public async Task<Handled> HandleAsync(PolicyVersionActivated message, EventHeaders headers, CancellationToken cancellationToken)
    {
        await LedgerLocks.TakeForPolicyAsync(db, cancellationToken);
        var added = await AddAsync(message, cancellationToken);
        if (added && message.InForceFrom <= clock.Today)
        {
            await RevalueAsync(message, headers, cancellationToken);
        }

        return Handled.Done;
    }

    /// <summary>In SQL, because the values below are read from the table within this very transaction.</summary>
    private async Task<bool> AddAsync(PolicyVersionActivated message, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into policy_version (id, unit_id, number, document_number, in_force_from, regimes, effective_values)
            values ({message.PolicyVersionId}, {message.UnitId}, {message.Number}, {message.DocumentNumber}, {message.InForceFrom},
              {message.Regimes.ToArray()}, {JsonSerializer.Serialize(message.Values, EventJson.Options)}::jsonb)
            on conflict (id) do nothing
            """,
            cancellationToken) == 1;

    private async Task RevalueAsync(PolicyVersionActivated message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var since = StartOf(message.InForceFrom);
        var below = UnitTree.Below(db, [message.UnitId]);
        var entries = await db.Standing().AsNoTracking()
            .Where(entry => below.Contains(entry.UnitId) && entry.OccurredAt >= since && entry.Kind != EntryKinds.YellowThreeRunning)
            .OrderBy(entry => entry.Id)
            .ToListAsync(cancellationToken);
        var source = new LedgerSource(headers.EventId, headers.Name, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policyVersionId"] = message.PolicyVersionId.ToString(),
            ["documentNumber"] = message.DocumentNumber,
        });
        foreach (var entry in entries)
        {
            var policy = await policies.AtAsync(entry.UnitId, clock.DayOf(entry.OccurredAt), cancellationToken);
            var kind = Valuation.KindUnder(entry, policy);
            if (!string.Equals(kind, entry.Kind, StringComparison.Ordinal) || Points.For(kind, policy) != entry.Points)
            {
                book.TakeBack(entry, EntryKinds.PolicyArrived, source, clock.Now);
                book.Add(entry.Revalued(book.NextId(), kind, policy, source, clock.Now));
            }
        }

        foreach (var (unitId, year) in entries.Where(entry => entry.Kind is EntryKinds.LightYellow)
            .Select(entry => (entry.UnitId, entry.Year)).Distinct())
        {
            await rows.RecountAsync(unitId, year, source, cancellationToken);
        }
    }

    private DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, clock.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
