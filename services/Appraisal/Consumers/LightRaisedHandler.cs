using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Ledger;
using Efficiency.Appraisal.Persistence;
using Efficiency.Contracts.Deadlines;
using Efficiency.Messaging;

namespace Efficiency.Appraisal.Consumers;

/// <summary>Counts a light (PA-24, AMB-23).</summary>
internal sealed class LightRaisedHandler(AppraisalDb db, LedgerBook book, YellowRows rows, BusinessClock clock)
    : IEventHandler<LightRaised>
{
    public async Task<Handled> HandleAsync(LightRaised message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (await book.AwaitedUnitAsync(message.UnitId, cancellationToken) is { } unknown)
        {
            return Handled.Early(unknown);
        }

        var source = new LedgerSource(headers.EventId, headers.Name, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rung"] = message.Rung,
            ["limitKind"] = message.LimitKind,
            ["startedAt"] = Evidence.Of(message.StartedAt),
            ["dueAt"] = Evidence.Of(message.DueAt),
            ["postId"] = message.PostId.ToString(),
        });
        var fact = new Fact
        {
            Kind = EntryKinds.OfRung(message.Rung),
            UnitId = message.UnitId,
            SubjectKind = message.SubjectKind,
            SubjectId = message.SubjectId,
            DeadlineId = message.DeadlineId,
            LightId = message.LightId,
            OccurredAt = message.RaisedFor,
        };
        if (await book.RecordAsync(fact, source, cancellationToken))
        {
            db.Arrived(message.LightId);
            if (fact.Kind is EntryKinds.LightYellow)
            {
                await rows.RecountAsync(message.UnitId, clock.DayOf(message.RaisedFor).Year, source, cancellationToken);
            }
        }

        return Handled.Done;
    }
}
