using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Efficiency.Messaging;

/// <summary>
/// Empties the outbox: takes the lanes that no other instance holds, publishes in batches with confirms and deletes what was
/// confirmed. What was published but not deleted (a crash in between) is published again; the inbox knows it.
/// </summary>
internal sealed class OutboxDispatcher(
    IServiceScopeFactory scopes,
    EventPublisher publisher,
    OutboxSignal signal,
    MessagingActivity activity,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private const string TakeLanes =
        "select l from generate_series(0, $1 - 1) l where pg_try_advisory_xact_lock($2, l::int)";

    private const string Read = """
        select o.seq, f.event_id, f.name, f.aggregate_id, f.version, f.unit_id, f.occurred_at, f.created_at, f.trace_parent, f.payload
        from (select * from outbox where lane = any($1) order by seq limit $2) o
        join feed f on f.event_id = o.event_id and f.created_at = o.created_at
        order by o.seq
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A full batch means more is waiting: go on at once.
                while (await DrainAsync(stoppingToken) == Batch)
                {
                }
                await signal.OutboxAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning("The outbox waits: {Reason}", e.Message);
                logger.LogDebug(e, "The outbox waits");
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Publishes one batch and returns its size.</summary>
    private async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        // Polling must not fill the traces: only publishing has a span.
        using var quiet = SuppressTracing.Begin();
        var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var lanes = await TakeLanesAsync(connection, cancellationToken);
        var events = lanes.Length == 0 ? [] : await ReadAsync(connection, lanes, cancellationToken);
        if (events.Count == 0)
        {
            return 0;
        }
        activity.Touch();

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(GiveUp);
        var confirmed = await publisher.PublishAsync(events.ConvertAll(WithSpan), timeout.Token);
        await DeleteAsync(connection, confirmed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        Record(events.Count, confirmed);
        if (confirmed.Count < events.Count)
        {
            throw new EventsNotConfirmedException(events.Count - confirmed.Count);
        }
        return events.Count;
    }

    /// <summary>Gives the publication a span in the trace of the request that wrote the event.</summary>
    private OutgoingEvent WithSpan(OutgoingEvent e)
    {
        if (e.TraceParent is null)
        {
            return e;
        }
        using var span = Telemetry.Source.StartActivity($"{e.Name} publish", ActivityKind.Producer, e.TraceParent);
        span?.SetTag("messaging.message.id", e.EventId);
        return span?.Id is { } id ? e with { TraceParent = id } : e;
    }

    private static async Task<short[]> TakeLanesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(TakeLanes, connection)
        {
            Parameters = { new() { Value = Lanes.Count }, new() { Value = AdvisoryLocks.OutboxLane } },
        };
        var lanes = new List<short>(Lanes.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            lanes.Add((short)reader.GetInt32(0));
        }
        return [.. lanes];
    }

    private static async Task<List<OutgoingEvent>> ReadAsync(
        NpgsqlConnection connection, short[] lanes, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Read, connection)
        {
            Parameters = { new() { Value = lanes }, new() { Value = Batch } },
        };
        var events = new List<OutgoingEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(new OutgoingEvent(
                reader.GetInt64(0),
                reader.GetGuid(1),
                reader.GetString(2),
                reader.GetGuid(3),
                reader.GetInt32(4),
                await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetGuid(5),
                reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetFieldValue<DateTimeOffset>(7),
                await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetString(8),
                reader.GetString(9)));
        }
        return events;
    }

    private static async Task DeleteAsync(
        NpgsqlConnection connection, IReadOnlyList<OutgoingEvent> confirmed, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from outbox where seq = any($1)", connection)
        {
            Parameters = { new() { Value = confirmed.Select(e => e.Seq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private void Record(int taken, IReadOnlyList<OutgoingEvent> confirmed)
    {
        Telemetry.Published.Add(confirmed.Count);
        if (confirmed.Count < taken)
        {
            Telemetry.PublishFailures.Add(taken - confirmed.Count);
        }
        var now = time.GetUtcNow();
        foreach (var e in confirmed)
        {
            Telemetry.PublishLag.Record((now - e.CreatedAt).TotalSeconds);
        }
    }
}

/// <summary>The broker took only a part of a batch.</summary>
internal sealed class EventsNotConfirmedException(int count)
    : Exception($"{count} events were returned or not confirmed and stay in the outbox.");
