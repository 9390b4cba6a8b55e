using System.Globalization;
using System.Text.Json;
using Efficiency.Contracts;
using Efficiency.Messaging;
using RabbitMQ.Client;

namespace Efficiency.TestKit;

/// <summary>Puts an event on the bus as an outbox does. The headers are spelled out: they are a promise on the wire.</summary>
public static class TestEvents
{
    /// <param name="broker">Address of the virtual host.</param>
    /// <param name="eventId">The same id twice is a redelivery.</param>
    /// <param name="message">The event.</param>
    /// <param name="aggregateId">What it is about.</param>
    /// <param name="version">Version of that after the change.</param>
    /// <param name="unitId">The unit that it belongs to.</param>
    /// <param name="occurredAt">Business time.</param>
    public static async Task PublishAsync<TEvent>(
        string broker,
        Guid eventId,
        TEvent message,
        Guid aggregateId,
        int version,
        Guid? unitId,
        DateTimeOffset occurredAt
    )
        where TEvent : class
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var name = EventCatalogue.NameOf(typeof(TEvent));
        var properties = new BasicProperties
        {
            MessageId = eventId.ToString(),
            Type = name,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["event-id"] = eventId.ToString(),
                ["aggregate-id"] = aggregateId.ToString(),
                ["aggregate-version"] = version.ToString(CultureInfo.InvariantCulture),
                ["unit-id"] = unitId?.ToString(),
                ["occurred-at"] = occurredAt.ToString("O", CultureInfo.InvariantCulture),
                ["created-at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            },
        };
        await channel.BasicPublishAsync(
            name,
            routingKey: "",
            mandatory: true,
            properties,
            JsonSerializer.SerializeToUtf8Bytes(message, EventJson.Options)
        );
    }
}
