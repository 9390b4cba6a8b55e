using System.Globalization;
using Efficiency.Contracts.Deadlines;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>The limit ended: in time or so many working days late.</summary>
internal sealed class DeadlineClosedHandler(IntakeDb db) : IEventHandler<DeadlineClosed>
{
    public Task<Handled> HandleAsync(DeadlineClosed message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            message.InTime ? "deadline-kept" : "deadline-missed",
            [
                ("limitKind", message.LimitKind),
                ("workingDaysLate", message.WorkingDaysLate.ToString(CultureInfo.InvariantCulture)),
            ],
            new LimitFact(message.DeadlineId, message.LimitKind, message.DueAt),
            cancellationToken);
}
