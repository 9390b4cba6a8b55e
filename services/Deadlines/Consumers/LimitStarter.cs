using Efficiency.Contracts;
using Efficiency.Contracts.Deadlines;
using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Consumers;

/// <summary>Starts limits on a matter, each kind once however often its fact arrives.</summary>
internal sealed class LimitStarter(DeadlinesDb db, Schedules schedules, BusinessClock clock)
{
    private readonly Dictionary<(Guid Unit, DateOnly Day), PolicyValues> _policies = [];

    /// <summary>What the unit's regulations said on the day of an instant; asked once per transaction.</summary>
    public async Task<PolicyValues> PolicyAsync(Guid unitId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = (unitId, clock.DayOf(at));
        if (!_policies.TryGetValue(key, out var values))
        {
            values = await Policies.AtAsync(db, unitId, key.Item2, cancellationToken);
            _policies.Add(key, values);
        }

        return values;
    }

    /// <param name="limits">All of one matter; faults among them are faults of the event.</param>
    /// <returns>Early, with nothing changed, while calendar or unit are not known.</returns>
    public async Task<Handled> StartAsync(
        Subject subject,
        IReadOnlyCollection<NamedLimit> limits,
        DateTimeOffset startedAt,
        Guid? policyVersionId,
        CancellationToken cancellationToken)
    {
        var start = Microseconds.Floor(startedAt);
        var checkedLimits = limits.Select(limit => (Named: limit, Value: Create(limit))).ToArray();
        if (checkedLimits.DistinctBy(limit => limit.Named.Kind, StringComparer.Ordinal).Count() < checkedLimits.Length)
        {
            throw new RefusedFactException(Refusals.LimitKindTwice);
        }

        var (schedule, with, awaited) = await schedules.ForUnitAsync(subject.UnitId, cancellationToken);
        if (awaited is { } key)
        {
            return Handled.Early(key);
        }

        var policy = await PolicyAsync(subject.UnitId, start, cancellationToken);
        var rule = new RungRule(
            policy.Int("Lights.YellowWorkingDays", RungRule.Default.YellowWorkingDays),
            policy.Int("Lights.YellowWorkingHours", RungRule.Default.YellowWorkingHours),
            policy.Int("Lights.SecondRedWorkingDays", RungRule.Default.SecondRedWorkingDays));
        var existing = await db.Deadlines.Where(row => row.SubjectId == subject.Id && row.SubjectKind == subject.Kind)
            .Select(row => row.LimitKind).ToListAsync(cancellationToken);
        foreach (var (named, limit) in checkedLimits.Where(limit => !existing.Contains(limit.Named.Kind, StringComparer.Ordinal)))
        {
            var terms = new Terms(limit, LimitEnd.CloseOfBusiness, start, rule);
            if (!Standing.TryEvaluate(schedule!, terms, [], null, out var standing, out var refusal))
            {
                throw new RefusedFactException(refusal);
            }

            Add(Deadline.Start(
                Guid.CreateVersion7(), subject, named.Kind, named.Basis, terms, standing, with!, policyVersionId ?? policy.Id));
        }

        return Handled.Done;
    }

    private static Limit Create(NamedLimit limit) => Limit.TryCreate(limit.Amount, limit.Unit, out var created, out var refusal)
        ? created
        : throw new RefusedFactException(refusal);

    private void Add(Deadline deadline)
    {
        db.Deadlines.Add(deadline);
        db.Publish(deadline.Id, deadline.Version, deadline.UnitId, new DeadlineSet
        {
            DeadlineId = deadline.Id,
            SubjectKind = deadline.SubjectKind,
            SubjectId = deadline.SubjectId,
            UnitId = deadline.UnitId,
            PostId = deadline.PostId,
            LimitKind = deadline.LimitKind,
            Amount = deadline.Amount,
            Unit = Code.Of(deadline.Unit),
            StartedAt = deadline.StartedAt,
            DueAt = deadline.DueAt,
            Provisional = deadline.Provisional,
            Basis = deadline.Basis,
        }, deadline.StartedAt);
        db.Audit(deadline, "deadlines.deadline-set", deadline.StartedAt);
    }
}
