using Efficiency.Contracts.Deadlines;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>The due instant moved: a pause, an extension or a new calendar.</summary>
internal sealed class DeadlineMovedHandler(IntakeDb db) : IEventHandler<DeadlineMoved>
{
    public Task<Handled> HandleAsync(DeadlineMoved message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "deadline-moved",
            [
                ("reason", message.Reason),
                ("provisional", message.Provisional ? "provisional" : null),
            ],
            new LimitFact(message.DeadlineId, null, message.DueAt),
            cancellationToken);
}
