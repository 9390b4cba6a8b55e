using System.Globalization;
using System.Text;
using Efficiency.Contracts;
using MassTransit;

namespace Efficiency.Messaging;

/// <summary>
/// Takes an event from its queue and waits until the group that it was put into is committed. An exception from here is the
/// message's own: it is tried again five times and then moved to the error queue with its reason.
/// </summary>
internal sealed class EventConsumer<TEvent>(HandlerGroup<TEvent> group) : IConsumer<TEvent>
    where TEvent : class
{
    public Task Consume(ConsumeContext<TEvent> context)
    {
        var headers = context.ReceiveContext.TransportHeaders;
        var read = new EventHeaders(
            Required<Guid>(headers, HeaderNames.EventId, Guid.TryParse),
            EventCatalogue.NameOf(typeof(TEvent)),
            Required<Guid>(headers, HeaderNames.AggregateId, Guid.TryParse),
            Required<int>(headers, HeaderNames.Version, int.TryParse),
            headers.Get<string>(HeaderNames.UnitId) is { Length: > 0 } unit ? Guid.Parse(unit) : null,
            Required<DateTimeOffset>(headers, HeaderNames.OccurredAt, TryInstant),
            Required<DateTimeOffset>(headers, HeaderNames.CreatedAt, TryInstant));
        var payload = Encoding.UTF8.GetString(context.ReceiveContext.GetBody());
        return group.HandleAsync(new PendingEvent(payload, read), context.CancellationToken);
    }

    private delegate bool Parse<T>(string? text, out T value);

    private static T Required<T>(Headers headers, string name, Parse<T> parse) =>
        headers.TryGetHeader(name, out var value) && parse(AsText(value), out var parsed)
            ? parsed
            : throw new MalformedEventException($"The header {name} is missing or malformed.");

    private static string? AsText(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        null => null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static bool TryInstant(string? text, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
}

/// <summary>The names of what travels in the message's headers.</summary>
internal static class HeaderNames
{
    public const string EventId = "event-id";
    public const string AggregateId = "aggregate-id";
    public const string Version = "aggregate-version";
    public const string UnitId = "unit-id";
    public const string OccurredAt = "occurred-at";
    public const string CreatedAt = "created-at";
    /// <summary>Where MassTransit looks for the trace to go on with.</summary>
    public const string TraceParent = "MT-Activity-Id";
}

/// <summary>A message that did not come from an outbox: no try will mend it.</summary>
public sealed class MalformedEventException(string message) : Exception(message);
