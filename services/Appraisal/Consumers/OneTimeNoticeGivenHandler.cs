using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Ledger;
using Efficiency.Contracts.Intake;
using Efficiency.Messaging;

namespace Efficiency.Appraisal.Consumers;

/// <summary>Counts a notice that should not have been needed: everything is told once (OT-01).</summary>
internal sealed class OneTimeNoticeGivenHandler(LedgerBook book) : IEventHandler<OneTimeNoticeGiven>
{
    private const int FirstRepeated = 2;

    public async Task<Handled> HandleAsync(OneTimeNoticeGiven message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (message.Ordinal < FirstRepeated)
        {
            return Handled.Done;
        }

        if (await book.AwaitedUnitAsync(message.UnitId, cancellationToken) is { } unknown)
        {
            return Handled.Early(unknown);
        }

        var fact = new Fact
        {
            Kind = EntryKinds.NoticeRepeated,
            UnitId = message.UnitId,
            SubjectKind = "case",
            SubjectId = message.CaseId,
            OccurredAt = message.GivenAt,
        };
        var source = new LedgerSource(headers.EventId, headers.Name, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["noticeId"] = message.NoticeId.ToString(),
            ["ordinal"] = Evidence.Of(message.Ordinal),
        });
        await book.RecordAsync(fact, source, cancellationToken);
        return Handled.Done;
    }
}
