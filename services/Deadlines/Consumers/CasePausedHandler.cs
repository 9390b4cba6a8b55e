using Efficiency.Contracts.Intake;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Consumers;

/// <summary>The case stands still for a catalogued reason (LAW-03): Intake decided it, the limits obey.</summary>
internal sealed class CasePausedHandler(DeadlinesDb db, FactRecorder facts) : IEventHandler<CasePaused>
{
    public async Task<Handled> HandleAsync(CasePaused message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var deadlines = await facts.AcceptedLimitsAsync(message.CaseId, cancellationToken);
        if (deadlines.Count == 0)
        {
            return Handled.Early(message.CaseId);
        }

        var pauses = await db.Pauses.Where(row => row.SubjectId == message.CaseId).ToListAsync(cancellationToken);
        if (pauses.Exists(row => row.Id == message.PauseId))
        {
            return Handled.Done;
        }

        var pause = new PauseRow
        {
            Id = message.PauseId,
            SubjectKind = CaseSubject.Kind,
            SubjectId = message.CaseId,
            UnitId = message.UnitId,
            Reason = message.Reason,
            PausedAt = Microseconds.Floor(message.PausedAt),
        };
        db.Pauses.Add(pause);
        await facts.RecordAsync(
            deadlines,
            new LearntFact(Fact.Paused, pause.PausedAt, pause.PausedAt),
            [.. pauses.Append(pause).Select(row => row.Fact)],
            cancellationToken);
        db.Arrived(message.PauseId);
        return Handled.Done;
    }
}
