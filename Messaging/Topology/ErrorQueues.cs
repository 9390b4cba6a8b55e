using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Efficiency.Messaging;

/// <summary>An error queue and how many messages lie in it.</summary>
public sealed record ErrorQueue(string Queue, string Event, long Messages, string? Reason);

/// <summary>Looks into the error queues and puts their messages back.</summary>
public sealed class ErrorQueues(RabbitConnection rabbit, TopologyFile topology, TimeProvider time)
{
    private const string ReasonHeader = "MT-Fault-Message";
    private const string FaultedAtHeader = "MT-Fault-Timestamp";

    /// <summary>Every error queue of the suite that holds messages, each with the reason of one of them.</summary>
    public async Task<IReadOnlyList<ErrorQueue>> ListAsync(CancellationToken cancellationToken)
    {
        await using var channel = await OpenAsync(cancellationToken);
        var queues = new List<ErrorQueue>();
        foreach (var binding in topology.Queues)
        {
            var name = QueueNames.Error(binding.Queue);
            var count = await channel.MessageCountAsync(name, cancellationToken);
            if (count > 0)
            {
                queues.Add(new(binding.Queue, binding.Event, count, await ReasonAsync(channel, name, cancellationToken)));
            }
        }
        return queues;
    }

    /// <summary>Messages that wait in a queue and are not yet delivered.</summary>
    public async Task<long> WaitingAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await OpenAsync(cancellationToken);
        return await channel.MessageCountAsync(queue, cancellationToken);
    }

    /// <summary>
    /// Puts the messages that failed before now back into their queue. One that fails again comes back and is not taken a second
    /// time. Null where there is no such queue.
    /// </summary>
    public async Task<int?> ReplayAsync(string queue, CancellationToken cancellationToken)
    {
        if (!topology.Queues.Any(q => q.Queue == queue))
        {
            return null;
        }
        var started = time.GetUtcNow();
        await using var channel = await OpenAsync(cancellationToken);
        for (var replayed = 0; ; replayed++)
        {
            if (await channel.BasicGetAsync(QueueNames.Error(queue), autoAck: false, cancellationToken) is not { } message)
            {
                return replayed;
            }
            if (FaultedAt(message.BasicProperties) >= started)
            {
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, cancellationToken);
                return replayed;
            }
            await MoveAsync(channel, message, queue, WithoutFault(message.BasicProperties), cancellationToken);
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await rabbit.OpenAsync(cancellationToken);
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
    }

    /// <summary>Confirmed by the broker before it is taken away: a crash in between means twice, never not at all.</summary>
    private static async Task MoveAsync(
        IChannel channel, BasicGetResult message, string queue, BasicProperties properties, CancellationToken cancellationToken)
    {
        await channel.BasicPublishAsync(exchange: "", routingKey: queue, mandatory: true, properties, message.Body, cancellationToken);
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
    }

    /// <summary>
    /// Looking must not count as a delivery, of which a queue allows a hundred: the message goes to the end of its queue as a new one.
    /// </summary>
    private static async Task<string?> ReasonAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        if (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is not { } message)
        {
            return null;
        }
        await MoveAsync(channel, message, queue, new BasicProperties(message.BasicProperties), cancellationToken);
        return Text(message.BasicProperties, ReasonHeader);
    }

    private static BasicProperties WithoutFault(IReadOnlyBasicProperties properties)
    {
        var copy = new BasicProperties(properties);
        if (copy.Headers is { } headers)
        {
            copy.Headers = headers
                .Where(h => h.Key is not "MT-Reason" && !h.Key.StartsWith("MT-Fault", StringComparison.Ordinal)
                    && !h.Key.StartsWith("MT-Host", StringComparison.Ordinal))
                .ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal);
        }
        return copy;
    }

    private static DateTimeOffset FaultedAt(IReadOnlyBasicProperties properties) =>
        DateTimeOffset.TryParse(Text(properties, FaultedAtHeader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : DateTimeOffset.MinValue;

    private static string? Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}
