using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Efficiency.Messaging;

/// <summary>
/// Events that came before what they build on. Whoever keeps one and whoever brings the awaited fact take the same lock, so that
/// neither can miss the other.
/// </summary>
internal sealed class EarlyFacts(HandlerCatalogue catalogue, ILogger<EarlyFacts> logger)
{
    private const string Savepoint = "early";

    public static Task LockAsync(ServiceDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({key.ToString()}, {AdvisoryLocks.Early}))", cancellationToken);

    /// <summary>Handles what waited for the keys that arrived, and what waited for that in turn. Needs an open transaction.</summary>
    public async Task<int> ReleaseAsync(ServiceDbContext db, CancellationToken cancellationToken)
    {
        var saved = 0;
        while (db.ArrivedKeys.Count > 0)
        {
            var keys = db.ArrivedKeys.Order().ToArray();
            db.ArrivedKeys.Clear();
            foreach (var key in keys)
            {
                await LockAsync(db, key, cancellationToken);
            }
            var rows = await db.Set<EarlyRow>().Where(r => keys.Contains(r.AwaitedKey))
                .OrderBy(r => r.OccurredAt).ThenBy(r => r.Version).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                saved += await TryAsync(db, row, cancellationToken);
            }
        }
        return saved;
    }

    /// <summary>
    /// An early fact that fails by its own fault goes on waiting, where the alarm on the age of early facts finds it; it must not
    /// undo the fact that it waited for.
    /// </summary>
    private async Task<int> TryAsync(ServiceDbContext db, EarlyRow row, CancellationToken cancellationToken)
    {
        var arrived = db.ArrivedKeys.ToArray();
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await HandleAsync(db, row, cancellationToken);
            var saved = await db.SaveChangesAsync(cancellationToken);
            await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
            return saved;
        }
        catch (Exception e) when (!Faults.IsUnreachable(e) && e is not OperationCanceledException)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            db.ChangeTracker.Clear();
            db.ArrivedKeys.Clear();
            db.ArrivedKeys.UnionWith(arrived);
            Telemetry.Poisoned.Add(1, new KeyValuePair<string, object?>("queue", row.Consumer));
            logger.LogError(e, "{Queue} cannot handle the early event {EventId}; it goes on waiting", row.Consumer, row.EventId);
            return 0;
        }
    }

    private async Task HandleAsync(ServiceDbContext db, EarlyRow row, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity($"{row.Consumer} early", ActivityKind.Consumer, row.TraceParent);
        var actor = db.Save.Actor;
        db.Save.Actor = Actor.Event(row.Name);
        try
        {
            var handled = await catalogue[row.Consumer].HandleAsync(db.Save.Services, row.Payload, row.Headers, cancellationToken);
            if (handled.AwaitedKey is { } next)
            {
                if (next == row.AwaitedKey)
                {
                    // The key arrived, yet the handler still misses something under it: it goes on waiting.
                    return;
                }
                await LockAsync(db, next, cancellationToken);
                await db.Set<EarlyRow>().Where(r => r.EventId == row.EventId && r.Consumer == row.Consumer)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.AwaitedKey, next), cancellationToken);
                return;
            }
            db.Remove(row);
        }
        finally
        {
            db.Save.Actor = actor;
        }
    }
}
