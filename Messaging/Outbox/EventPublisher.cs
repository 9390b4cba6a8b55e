using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Efficiency.Messaging;

/// <summary>An outbox row with its event, as the dispatcher reads it.</summary>
internal sealed record OutgoingEvent(
    long Seq,
    Guid EventId,
    string Name,
    Guid AggregateId,
    int Version,
    Guid? UnitId,
    DateTimeOffset OccurredAt,
    DateTimeOffset CreatedAt,
    string? TraceParent,
    string Payload);

/// <summary>
/// Publishes stored bytes as they are, so that an older release passes on what a newer one wrote. Every publish is confirmed, and
/// one that must reach a queue is mandatory. Used by one dispatcher at a time.
/// </summary>
internal sealed class EventPublisher(RabbitConnection rabbit, TopologyFile topology, ILogger<EventPublisher> logger) : IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        // The dispatcher's own batches bound what is outstanding.
        outstandingPublisherConfirmationsRateLimiter: null);

    private IChannel? _channel;

    /// <summary>Returns the events that the broker has confirmed; the others stay in the outbox.</summary>
    public async Task<IReadOnlyList<OutgoingEvent>> PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        var channel = await ChannelAsync(cancellationToken);
        var publishes = new Task[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            // Started in order on one channel, awaited together: the order in the lane is the order on the wire.
            publishes[i] = PublishAsync(channel, events[i], cancellationToken).AsTask();
        }
        await Task.WhenAll(publishes).ContinueWith(static _ => { }, TaskScheduler.Default);

        var confirmed = new List<OutgoingEvent>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            if (publishes[i].IsCompletedSuccessfully)
            {
                confirmed.Add(events[i]);
            }
            else
            {
                logger.LogWarning(publishes[i].Exception?.InnerException, "Event {EventId} {Name} was not confirmed and stays in the outbox",
                    events[i].EventId, events[i].Name);
            }
        }
        if (confirmed.Count < events.Count)
        {
            await CloseAsync();
        }
        return confirmed;
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private ValueTask PublishAsync(IChannel channel, OutgoingEvent e, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync(
            exchange: e.Name,
            routingKey: "",
            mandatory: topology.HasQueue(e.Name),
            basicProperties: Properties(e),
            body: Encoding.UTF8.GetBytes(e.Payload),
            cancellationToken);

    private static BasicProperties Properties(OutgoingEvent e) => new()
    {
        MessageId = e.EventId.ToString(),
        Type = e.Name,
        ContentType = "application/json",
        DeliveryMode = DeliveryModes.Persistent,
        Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [HeaderNames.EventId] = e.EventId.ToString(),
            [HeaderNames.AggregateId] = e.AggregateId.ToString(),
            [HeaderNames.Version] = e.Version.ToString(CultureInfo.InvariantCulture),
            [HeaderNames.UnitId] = e.UnitId?.ToString(),
            [HeaderNames.OccurredAt] = e.OccurredAt.ToString("O", CultureInfo.InvariantCulture),
            [HeaderNames.CreatedAt] = e.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            [HeaderNames.TraceParent] = e.TraceParent,
        },
    };

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true })
        {
            return _channel;
        }
        await CloseAsync();
        var connection = await rabbit.OpenAsync(cancellationToken);
        return _channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
    }

    private async Task CloseAsync()
    {
        if (_channel is not { } channel)
        {
            return;
        }
        _channel = null;
        try
        {
            await channel.DisposeAsync();
        }
        catch (Exception e) when (Faults.IsUnreachable(e) || e is OperationCanceledException or TimeoutException)
        {
            logger.LogDebug(e, "A broken channel could not be closed");
        }
    }
}
