using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Efficiency.Messaging;

/// <summary>Wakes the dispatcher after a commit rather than after a save: before the commit there is nothing to see.</summary>
internal sealed class CommitSignal(OutboxSignal signal) : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        signal.Committed();
        return Task.CompletedTask;
    }
}
