using Efficiency.Contracts.Intake;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Deadlines.Consumers;

/// <summary>A licence that was applied for is accepted, refused or told what is missing within five working days (LAW-01).</summary>
internal sealed class CaseRegisteredHandler(DeadlinesDb db, LimitStarter limits) : IEventHandler<CaseRegistered>
{
    public async Task<Handled> HandleAsync(CaseRegistered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (message.ItemKind is not DefaultLimits.Licence)
        {
            return Handled.Done;
        }

        var handled = await limits.StartAsync(
            CaseSubject.Of(message.CaseId, message.UnitId, message.PostId),
            [DefaultLimits.LicenceAcceptance],
            message.ReceivedAt,
            policyVersionId: null,
            cancellationToken);
        if (handled == Handled.Done)
        {
            db.Arrived(message.CaseId);
        }

        return handled;
    }
}
