using Efficiency.Contracts.Intake;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Consumers;

/// <summary>The case runs again: what stood still is added to its limits (LAW-03).</summary>
internal sealed class CaseResumedHandler(DeadlinesDb db, FactRecorder facts) : IEventHandler<CaseResumed>
{
    public async Task<Handled> HandleAsync(CaseResumed message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var pauses = await db.Pauses.Where(row => row.SubjectId == message.CaseId).ToListAsync(cancellationToken);
        if (pauses.Find(row => row.Id == message.PauseId) is not { } pause)
        {
            return Handled.Early(message.PauseId);
        }

        if (pause.ResumedAt is not null)
        {
            return Handled.Done;
        }

        pause.ResumedAt = Microseconds.Floor(message.ResumedAt);
        var deadlines = await facts.AcceptedLimitsAsync(message.CaseId, cancellationToken);
        await facts.RecordAsync(
            deadlines,
            new LearntFact(Fact.Resumed, pause.ResumedAt.Value, pause.PausedAt),
            [.. pauses.Select(row => row.Fact)],
            cancellationToken);
        return Handled.Done;
    }
}
