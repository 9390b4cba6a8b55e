using System.Globalization;
using Efficiency.Contracts.Appraisal;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Intake.Consumers;

/// <summary>What the case counts for in the ledger of its unit.</summary>
internal sealed class LedgerEntryRecordedHandler(IntakeDb db) : IEventHandler<LedgerEntryRecorded>
{
    public Task<Handled> HandleAsync(LedgerEntryRecorded message, EventHeaders headers, CancellationToken cancellationToken) =>
        db.AppendAsync(
            message.SubjectKind,
            message.SubjectId,
            headers,
            "ledger-entry-recorded",
            [
                ("entryId", message.EntryId.ToString()),
                ("kind", message.Kind),
                ("points", message.Points?.ToString(CultureInfo.InvariantCulture) ?? "none"),
                ("reversesEntryId", message.ReversesEntryId?.ToString()),
            ],
            limit: null,
            cancellationToken);
}
