using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Efficiency.Messaging;

/// <summary>
/// Runs a group of messages of one queue in one transaction: inbox rows, effects, events and audit, or nothing. Where a group
/// fails each message runs alone, so that one bad message harms no other. While the database is away the messages wait here,
/// unacknowledged: that is no fault of theirs.
/// </summary>
internal sealed class HandlerRunner(
    IServiceScopeFactory scopes, TimeProvider time, MessagingActivity activity, ILogger<HandlerRunner> logger)
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(1);

    /// <summary>Never throws: each message's outcome goes to its own <see cref="PendingEvent.Done"/>.</summary>
    public async Task HandleAsync(HandlerEntry entry, List<PendingEvent> group)
    {
        try
        {
            if (group.Count > 1 && await TryGroupAsync(entry, group))
            {
                return;
            }
            foreach (var message in group)
            {
                await HandleAloneAsync(entry, message);
            }
        }
        catch (Exception e)
        {
            logger.LogError(e, "The runner of {Queue} failed", entry.Queue);
            foreach (var message in group)
            {
                message.Done.TrySetException(e);
            }
        }
    }

    private async Task<bool> TryGroupAsync(HandlerEntry entry, List<PendingEvent> group)
    {
        try
        {
            await RunAsync(entry, group);
            group.ForEach(message => message.Done.TrySetResult());
            return true;
        }
        catch (Exception e)
        {
            logger.LogDebug(e, "A group of {Count} in {Queue} is handled one by one", group.Count, entry.Queue);
            return false;
        }
    }

    private async Task HandleAloneAsync(HandlerEntry entry, PendingEvent message)
    {
        for (var attempt = 1; ; )
        {
            try
            {
                await RunAsync(entry, [message]);
                message.Done.TrySetResult();
                return;
            }
            catch (Exception e) when (Faults.IsUnreachable(e))
            {
                Telemetry.Waits.Add(1, new KeyValuePair<string, object?>("queue", entry.Queue));
                logger.LogWarning("{Queue} waits for the database: {Reason}", entry.Queue, e.Message);
                await Task.Delay(DatabasePause, time);
            }
            catch (Exception e) when (attempt < Tries && e is not System.Text.Json.JsonException)
            {
                await Task.Delay(FirstPause * Math.Pow(2, attempt), time);
                attempt++;
            }
            catch (Exception e)
            {
                Telemetry.Poisoned.Add(1, new KeyValuePair<string, object?>("queue", entry.Queue));
                logger.LogError(e, "{Queue} moves event {EventId} to its error queue", entry.Queue, message.Headers.EventId);
                message.Done.TrySetException(e);
                return;
            }
        }
    }

    private async Task RunAsync(HandlerEntry entry, List<PendingEvent> group)
    {
        // A lone message's transaction belongs to its own trace; a group's has links to all of them.
        using var span = group.Count == 1
            ? Telemetry.Source.StartActivity($"{entry.Queue} handle", ActivityKind.Internal, group[0].Activity?.Context ?? default)
            : Telemetry.Source.StartActivity(ActivityKind.Internal, name: $"{entry.Queue} handle",
                links: group.Select(m => m.Activity).OfType<Activity>().Select(a => new ActivityLink(a.Context)));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        db.Save.Actor = Actor.Event(entry.EventName);
        await using var transaction = await db.Database.BeginTransactionAsync();

        var fresh = await Inbox.AddAsync(db, entry.Queue, group);
        foreach (var message in group.Where(m => fresh.Contains(m.Headers.EventId)))
        {
            if (group.Count > 1)
            {
                Activity.Current = message.Activity;
            }
            await HandleAsync(entry, message, scope.ServiceProvider, db);
            Activity.Current = span;
        }
        if (fresh.Count > 0)
        {
            await db.SaveChangesAsync();
        }
        await transaction.CommitAsync();

        activity.Touch();
        Record(entry.Queue, group, fresh.Count);
    }

    private async Task HandleAsync(HandlerEntry entry, PendingEvent message, IServiceProvider services, ServiceDbContext db)
    {
        var handled = await entry.HandleAsync(services, message.Payload, message.Headers, CancellationToken.None);
        if (handled.AwaitedKey is not { } key)
        {
            return;
        }
        // Whoever brings the fact takes the same lock: after it, either the fact is there or it will find this row.
        await EarlyFacts.LockAsync(db, key, CancellationToken.None);
        handled = await entry.HandleAsync(services, message.Payload, message.Headers, CancellationToken.None);
        if (handled.AwaitedKey is { } awaited)
        {
            var headers = message.Headers;
            db.Add(new EarlyRow
            {
                EventId = headers.EventId,
                Consumer = entry.Queue,
                AwaitedKey = awaited,
                Name = headers.Name,
                AggregateId = headers.AggregateId,
                Version = headers.Version,
                UnitId = headers.UnitId,
                OccurredAt = headers.OccurredAt,
                CreatedAt = headers.CreatedAt,
                TraceParent = message.Activity?.Id,
                Payload = message.Payload,
                KeptAt = Microseconds.Floor(time.GetUtcNow()),
            });
        }
    }

    private void Record(string queue, List<PendingEvent> group, int fresh)
    {
        var tag = new KeyValuePair<string, object?>("queue", queue);
        Telemetry.HandledEvents.Add(fresh, tag);
        if (fresh < group.Count)
        {
            Telemetry.Duplicates.Add(group.Count - fresh, tag);
        }
        var now = time.GetUtcNow();
        foreach (var message in group)
        {
            Telemetry.HandleLag.Record((now - message.Headers.CreatedAt).TotalSeconds, tag);
        }
    }
}
