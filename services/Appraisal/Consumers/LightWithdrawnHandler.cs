using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Ledger;
using Efficiency.Appraisal.Persistence;
using Efficiency.Contracts.Deadlines;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Consumers;

/// <summary>Takes the line of a light back: facts count by when they occurred (PA-24). Waits where the light is not here yet.</summary>
internal sealed class LightWithdrawnHandler(AppraisalDb db, LedgerBook book, YellowRows rows) : IEventHandler<LightWithdrawn>
{
    public async Task<Handled> HandleAsync(LightWithdrawn message, EventHeaders headers, CancellationToken cancellationToken)
    {
        await LedgerLocks.TakeForFactsAsync(db, cancellationToken);
        var entry = await db.Standing().AsNoTracking()
            .SingleOrDefaultAsync(row => row.LightId == message.LightId, cancellationToken);
        if (entry is null)
        {
            var wasTakenBack = await db.Ledger.AnyAsync(row => row.LightId == message.LightId, cancellationToken);
            return wasTakenBack ? Handled.Done : Handled.Early(message.LightId);
        }

        var source = new LedgerSource(headers.EventId, headers.Name, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rung"] = message.Rung,
            ["reason"] = message.Reason,
        });
        book.TakeBack(entry, EntryKinds.LightWithdrawn, source, message.WithdrawnAt);
        if (entry.CountsAs is EntryKinds.LightYellow)
        {
            await rows.RecountAsync(entry.UnitId, entry.Year, source, cancellationToken);
        }

        return Handled.Done;
    }
}
