using System.Text;
using RabbitMQ.Client;

namespace Efficiency.Messaging;

/// <summary>An error queue and how many messages lie in it.</summary>
public sealed record ErrorQueue(string Queue, string Event, long Messages, string? OldestReason);

/// <summary>Looks into the error queues and puts their messages back.</summary>
public sealed class ErrorQueues(RabbitConnection rabbit, TopologyFile topology)
{
    private const string ReasonHeader = "MT-Fault-Message";

    /// <summary>Every error queue of the suite that holds messages.</summary>
    public async Task<IReadOnlyList<ErrorQueue>> ListAsync(CancellationToken cancellationToken)
    {
        var connection = await rabbit.OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
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
        var connection = await rabbit.OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await channel.MessageCountAsync(queue, cancellationToken);
    }

    /// <summary>
    /// Puts the messages that now lie in the error queue back into their queue, oldest first. One that fails again comes back. Null
    /// where there is no such queue.
    /// </summary>
    public async Task<int?> ReplayAsync(string queue, CancellationToken cancellationToken)
    {
        if (!topology.Queues.Any(q => string.Equals(q.Queue, queue, StringComparison.Ordinal)))
        {
            return null;
        }
        var connection = await rabbit.OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var remaining = await channel.MessageCountAsync(QueueNames.Error(queue), cancellationToken);
        var replayed = 0;
        for (; remaining > 0; remaining--)
        {
            if (await channel.BasicGetAsync(QueueNames.Error(queue), autoAck: false, cancellationToken) is not { } message)
            {
                break;
            }
            await channel.BasicPublishAsync(
                exchange: "", routingKey: queue, mandatory: true, WithoutFault(message.BasicProperties), message.Body, cancellationToken);
            // Confirmed by the broker before it is taken away here: a crash in between means twice, never not at all.
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            replayed++;
        }
        return replayed;
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

    private static async Task<string?> ReasonAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        if (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is not { } message)
        {
            return null;
        }
        await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, cancellationToken);
        return message.BasicProperties.Headers?.TryGetValue(ReasonHeader, out var value) == true && value is byte[] text
            ? Encoding.UTF8.GetString(text)
            : null;
    }
}
