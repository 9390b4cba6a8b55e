using Efficiency.Contracts.Accountability;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>The question is answered.</summary>
internal sealed class LeadClosedHandler(IntakeDb db) : IEventHandler<LeadClosed>
{
    public Task<Handled> HandleAsync(LeadClosed message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "lead-closed",
            [
                ("leadId", message.LeadId.ToString()),
                ("reason", message.Reason),
            ],
            limit: null,
            cancellationToken);
}
