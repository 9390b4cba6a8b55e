using Efficiency.Contracts.Deadlines;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>The light stays on the timeline, and so does its withdrawal.</summary>
internal sealed class LightWithdrawnHandler(IntakeDb db) : IEventHandler<LightWithdrawn>
{
    public Task<Handled> HandleAsync(LightWithdrawn message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "light-withdrawn",
            [
                ("lightId", message.LightId.ToString()),
                ("rung", message.Rung),
                ("reason", message.Reason),
            ],
            limit: null,
            cancellationToken);
}
