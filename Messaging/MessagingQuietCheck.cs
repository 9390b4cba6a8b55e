using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Messaging;

/// <summary>At rest: the outbox is empty, nothing waits in the service's queues and nothing has moved for a moment.</summary>
internal sealed class MessagingQuietCheck(
    IServiceScopeFactory scopes, HandlerCatalogue catalogue, ErrorQueues queues, MessagingActivity activity) : IQuietCheck
{
    public async Task<string?> ReasonAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
            var waiting = await db.Database.SqlQuery<long>($"select count(*) as \"Value\" from outbox").SingleAsync(cancellationToken);
            if (waiting > 0)
            {
                return $"outbox: {waiting}";
            }
        }
        foreach (var entry in catalogue.Entries)
        {
            if (await queues.WaitingAsync(entry.Queue, cancellationToken) is > 0 and var waiting)
            {
                return $"{entry.Queue}: {waiting}";
            }
        }
        return activity.AtRest ? null : $"in flight: {activity.InFlight}";
    }
}
