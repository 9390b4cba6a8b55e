using RabbitMQ.Client;

namespace Efficiency.Messaging;

/// <summary>Declares the topology on the broker. Declaring what exists changes nothing, so every service may do it at any time.</summary>
internal static class TopologyDeclaration
{
    private const int DeliveryLimit = 100;

    public static async Task DeclareAsync(IConnection connection, TopologyFile topology, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var exchange in topology.Exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        }
        foreach (var binding in topology.Queues)
        {
            var arguments = QueueArguments(binding.Queue);
            await DeclareAsync(channel, QueueNames.Dead(binding.Queue), Quorum(), cancellationToken);
            await DeclareAsync(channel, QueueNames.Error(binding.Queue), arguments, cancellationToken);
            await DeclareAsync(channel, binding.Queue, arguments, cancellationToken);
            await channel.QueueBindAsync(binding.Queue, binding.Event, routingKey: "", cancellationToken: cancellationToken);
        }
    }

    /// <summary>The consumer declares its queue with the same arguments; any difference is refused by the broker.</summary>
    public static Dictionary<string, object?> QueueArguments(string queue) => new(Quorum(), StringComparer.Ordinal)
    {
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = QueueNames.Dead(queue),
    };

    private static Dictionary<string, object?> Quorum() => new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

    private static Task<QueueDeclareOk> DeclareAsync(
        IChannel channel, string queue, IDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
}
