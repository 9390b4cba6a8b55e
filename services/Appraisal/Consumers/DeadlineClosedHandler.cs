using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Ledger;
using Efficiency.Contracts.Deadlines;
using Efficiency.Messaging;

namespace Efficiency.Appraisal.Consumers;

/// <summary>Counts how a limit was kept: early, in time or late (PA-24).</summary>
internal sealed class DeadlineClosedHandler(LedgerBook book, YellowRows rows, ScorePolicies policies, BusinessClock clock)
    : IEventHandler<DeadlineClosed>
{
    public async Task<Handled> HandleAsync(DeadlineClosed message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (await book.AwaitedUnitAsync(message.UnitId, cancellationToken) is { } unknown)
        {
            return Handled.Early(unknown);
        }

        var day = clock.DayOf(message.CompletedAt);
        var policy = await policies.AtAsync(message.UnitId, day, cancellationToken);
        var source = new LedgerSource(headers.EventId, headers.Name, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["limitKind"] = message.LimitKind,
            ["dueAt"] = Evidence.Of(message.DueAt),
            [Valuation.UsedShare] = Evidence.Of(message.UsedShare),
            ["workingDaysLate"] = Evidence.Of(message.WorkingDaysLate),
            ["postId"] = message.PostId.ToString(),
        });
        var fact = new Fact
        {
            Kind = EntryKinds.OfClosing(message.InTime, message.UsedShare, policy.EarlyShare),
            UnitId = message.UnitId,
            SubjectKind = message.SubjectKind,
            SubjectId = message.SubjectId,
            DeadlineId = message.DeadlineId,
            OccurredAt = message.CompletedAt,
        };
        if (await book.RecordAsync(fact, source, cancellationToken) && message.InTime)
        {
            await rows.RecountAsync(message.UnitId, day.Year, source, cancellationToken);
        }

        return Handled.Done;
    }
}
