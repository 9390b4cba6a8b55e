using Efficiency.Contracts.Accountability;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>A lead asks a question about the case; it names nobody here.</summary>
internal sealed class LeadOpenedHandler(IntakeDb db) : IEventHandler<LeadOpened>
{
    public Task<Handled> HandleAsync(LeadOpened message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "lead-opened",
            [("leadId", message.LeadId.ToString()), ("capacity", message.Capacity)],
            limit: null,
            cancellationToken);
}
