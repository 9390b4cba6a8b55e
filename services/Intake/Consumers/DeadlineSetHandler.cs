using System.Globalization;
using Efficiency.Contracts.Deadlines;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>A limit runs on the case: its due instant is what a citizen is told (TL-03).</summary>
internal sealed class DeadlineSetHandler(IntakeDb db) : IEventHandler<DeadlineSet>
{
    public Task<Handled> HandleAsync(DeadlineSet message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "deadline-set",
            [
                ("limitKind", message.LimitKind),
                ("amount", message.Amount.ToString(CultureInfo.InvariantCulture)),
                ("unit", message.Unit),
                ("basis", message.Basis),
                ("provisional", message.Provisional ? "provisional" : null),
            ],
            new LimitFact(message.DeadlineId, message.LimitKind, message.DueAt),
            cancellationToken);
}
