using Efficiency.Contracts.Intake;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Consumers;

/// <summary>The result is delivered: every limit of the case ends as of that instant, whenever it is heard of (TL-01).</summary>
internal sealed class CaseCompletedHandler(DeadlinesDb db, FactRecorder facts) : IEventHandler<CaseCompleted>
{
    public async Task<Handled> HandleAsync(CaseCompleted message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var deadlines = await facts.AcceptedLimitsAsync(message.CaseId, cancellationToken);
        if (deadlines.Count == 0)
        {
            return Handled.Early(message.CaseId);
        }

        var completedAt = Microseconds.Floor(message.CompletedAt);
        var pauses = await db.Pauses.AsNoTracking().Where(row => row.SubjectId == message.CaseId).ToListAsync(cancellationToken);
        // Said again with the same instant it is no news; with another instant it is refused.
        await facts.RecordAsync(
            [.. deadlines.Where(deadline => deadline.CompletedAt != completedAt)],
            new LearntFact(Fact.Completed, completedAt, completedAt),
            [.. pauses.Select(row => row.Fact)],
            cancellationToken);
        return Handled.Done;
    }
}
