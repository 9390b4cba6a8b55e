using Efficiency.Contracts.Deadlines;
using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Consumers;

/// <summary>
/// Works out anew where the limits of a matter stand once a fact is known, takes back lights that the fact proves wrong, and
/// tells what changed. Facts count by when they occurred, so this is the same whether the fact comes early or late.
/// </summary>
internal sealed class FactRecorder(DeadlinesDb db, Schedules schedules, BusinessClock clock)
{
    /// <summary>The limits of a case that run from its acceptance; none while that has not been heard of.</summary>
    public Task<List<Deadline>> AcceptedLimitsAsync(Guid caseId, CancellationToken cancellationToken) => db.Deadlines
        .Where(row => row.SubjectId == caseId && row.SubjectKind == CaseSubject.Kind && row.LimitKind != DefaultLimits.Acceptance)
        .OrderBy(row => row.Id)
        .ToListAsync(cancellationToken);

    /// <param name="pauses">Every known pause of the matter, the one that the fact is about included.</param>
    /// <exception cref="RefusedFactException">No rule allows the move.</exception>
    public async Task RecordAsync(
        IReadOnlyCollection<Deadline> deadlines,
        LearntFact fact,
        IReadOnlyCollection<Pause> pauses,
        CancellationToken cancellationToken)
    {
        var completedAt = fact.Kind == Fact.Completed ? fact.OccurredAt : (DateTimeOffset?)null;
        var ids = deadlines.Select(deadline => deadline.Id).ToArray();
        var lights = await db.Lights.Where(light => ids.Contains(light.DeadlineId) && light.WithdrawnAt == null).ToListAsync(cancellationToken);
        foreach (var deadline in deadlines)
        {
            var schedule = await schedules.OfAsync(deadline, cancellationToken);
            if (!Standing.TryEvaluate(schedule, deadline.Terms, pauses, completedAt ?? deadline.CompletedAt, out var standing, out var refusal))
            {
                throw new RefusedFactException(refusal);
            }

            Record(deadline, fact, standing, [.. lights.Where(light => light.DeadlineId == deadline.Id)]);
        }
    }

    private void Record(Deadline deadline, LearntFact fact, Standing standing, Light[] lights)
    {
        var before = (deadline.State, deadline.DueAt, Outcome: Outcome(deadline));
        var reviewed = lights
            .Select(light => (Light: light, Reason: LightReview.ReasonToWithdraw(light.Rung, light.RaisedFor, standing, fact)))
            .ToArray();
        if (deadline.Learn(fact.Kind, standing, [.. reviewed.Where(light => light.Reason is null).Select(light => light.Light.Rung)]) is { } refusal)
        {
            throw new RefusedFactException(refusal);
        }

        db.Audit(deadline, $"deadlines.{Code.Of(fact.Kind)}-learnt", clock.Now);
        foreach (var (light, reason) in reviewed)
        {
            if (reason is not null)
            {
                Withdraw(deadline, light, reason);
            }
        }

        if (fact.Kind != Fact.Completed && (deadline.State != before.State || deadline.DueAt != before.DueAt))
        {
            PublishMoved(deadline, fact);
        }

        if (deadline.CompletedAt is not null && Outcome(deadline) != before.Outcome)
        {
            PublishClosed(deadline);
        }
    }

    private static (DateTimeOffset?, bool?, int?, decimal?, DateTimeOffset) Outcome(Deadline deadline) =>
        (deadline.CompletedAt, deadline.InTime, deadline.WorkingDaysLate, deadline.UsedShare, deadline.DueAt);

    private void Withdraw(Deadline deadline, Light light, string reason)
    {
        light.Withdraw(reason, clock.Now);
        db.Publish(deadline.Id, deadline.Version, deadline.UnitId, new LightWithdrawn
        {
            LightId = light.Id,
            DeadlineId = deadline.Id,
            SubjectKind = deadline.SubjectKind,
            SubjectId = deadline.SubjectId,
            UnitId = deadline.UnitId,
            Rung = Code.Of(light.Rung),
            Reason = reason,
            WithdrawnAt = clock.Now,
        }, clock.Now);
        db.Audit(deadline, "deadlines.light-withdrawn", clock.Now,
            ("lightId", light.Id.ToString()), ("rung", Code.Of(light.Rung)), ("reason", reason));
    }

    private void PublishMoved(Deadline deadline, LearntFact fact) =>
        db.Publish(deadline.Id, deadline.Version, deadline.UnitId, new DeadlineMoved
        {
            DeadlineId = deadline.Id,
            SubjectKind = deadline.SubjectKind,
            SubjectId = deadline.SubjectId,
            UnitId = deadline.UnitId,
            Reason = Code.Of(fact.Kind),
            DueAt = deadline.State == DeadlineState.Paused ? null : deadline.DueAt,
            Provisional = deadline.Provisional,
        }, fact.OccurredAt);

    private void PublishClosed(Deadline deadline) =>
        db.Publish(deadline.Id, deadline.Version, deadline.UnitId, new DeadlineClosed
        {
            DeadlineId = deadline.Id,
            SubjectKind = deadline.SubjectKind,
            SubjectId = deadline.SubjectId,
            UnitId = deadline.UnitId,
            PostId = deadline.PostId,
            LimitKind = deadline.LimitKind,
            DueAt = deadline.DueAt,
            CompletedAt = deadline.CompletedAt!.Value,
            InTime = deadline.InTime!.Value,
            WorkingDaysLate = deadline.WorkingDaysLate!.Value,
            UsedShare = deadline.UsedShare!.Value,
        }, deadline.CompletedAt!.Value);
}

/// <summary>What the limits of a case are on.</summary>
internal static class CaseSubject
{
    public const string Kind = "case";

    public static Subject Of(Guid caseId, Guid unitId, Guid postId) => new(Kind, caseId, unitId, postId);
}
