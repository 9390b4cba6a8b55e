using Efficiency.Contracts.Deadlines;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>A light is a fact on the timeline of the case, for people to act on.</summary>
internal sealed class LightRaisedHandler(IntakeDb db) : IEventHandler<LightRaised>
{
    public Task<Handled> HandleAsync(LightRaised message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "light-raised",
            [
                ("lightId", message.LightId.ToString()),
                ("rung", message.Rung),
                ("limitKind", message.LimitKind),
            ],
            limit: null,
            cancellationToken);
}
