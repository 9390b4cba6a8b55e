using Efficiency.Contracts.Intake;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Consumers;

/// <summary>The limits of an accepted case start to run (TL-04, AMB-11); for a licence the limit for accepting it ends (LAW-01).</summary>
internal sealed class CaseAcceptedHandler(DeadlinesDb db, LimitStarter limits, FactRecorder facts) : IEventHandler<CaseAccepted>
{
    public async Task<Handled> HandleAsync(CaseAccepted message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var acceptance = message.ItemKind is DefaultLimits.Licence
            ? await db.Deadlines.SingleOrDefaultAsync(
                row => row.SubjectId == message.CaseId && row.LimitKind == DefaultLimits.Acceptance, cancellationToken)
            : null;
        if (message.ItemKind is DefaultLimits.Licence && acceptance is null)
        {
            // The registration is on its way and knows since when acceptance was due.
            return Handled.Early(message.CaseId);
        }

        var handled = await limits.StartAsync(
            CaseSubject.Of(message.CaseId, message.UnitId, message.PostId),
            await LimitsOfAsync(message, cancellationToken),
            message.AcceptedAt,
            message.PolicyVersionId,
            cancellationToken);
        if (handled != Handled.Done)
        {
            return handled;
        }

        if (acceptance is { CompletedAt: null })
        {
            var acceptedAt = Microseconds.Floor(message.AcceptedAt);
            await facts.RecordAsync([acceptance], new LearntFact(Fact.Completed, acceptedAt, acceptedAt), [], cancellationToken);
        }

        db.Arrived(message.CaseId);
        return Handled.Done;
    }

    private async Task<IReadOnlyCollection<NamedLimit>> LimitsOfAsync(CaseAccepted message, CancellationToken cancellationToken)
    {
        if (message.Limits.Count > 0)
        {
            return [.. message.Limits.Select(limit => new NamedLimit(limit.Kind, limit.Amount, limit.Unit, limit.Basis))];
        }

        var policy = await limits.PolicyAsync(message.UnitId, message.AcceptedAt, cancellationToken);
        return [DefaultLimits.Of(message.ItemKind, policy.Int("TimeLimit.DefaultWithoutStatute", 15))];
    }
}
