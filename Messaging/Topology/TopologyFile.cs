using System.Text.Json;

namespace Efficiency.Messaging;

/// <summary>
/// The committed list of exchanges and queues. A test compares it with the events and handlers of the code; the migration step
/// declares it before any service starts, so that nothing is published into the void.
/// </summary>
public sealed class TopologyFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly HashSet<string> _consumed;

    internal TopologyFile(IReadOnlyList<string> exchanges, IReadOnlyList<QueueBinding> queues)
    {
        Exchanges = exchanges;
        Queues = queues;
        _consumed = [.. queues.Select(q => q.Event)];
    }

    /// <summary>One fanout exchange per event, called like the event.</summary>
    public IReadOnlyList<string> Exchanges { get; }

    public IReadOnlyList<QueueBinding> Queues { get; }

    /// <summary>Whether a publish of this event must reach a queue.</summary>
    public bool HasQueue(string eventName) => _consumed.Contains(eventName);

    public static TopologyFile Read()
    {
        using var stream = typeof(TopologyFile).Assembly.GetManifestResourceStream("topology.json")
            ?? throw new InvalidOperationException("topology.json is not embedded.");
        var content = JsonSerializer.Deserialize<Content>(stream, EventJson.Options)!;
        return new TopologyFile(content.Exchanges, content.Queues);
    }

    /// <summary>The file's text for these exchanges and queues, sorted.</summary>
    public static string Write(IEnumerable<string> exchanges, IEnumerable<QueueBinding> queues) =>
        JsonSerializer.Serialize(
            new Content([.. exchanges.Order(StringComparer.Ordinal)], [.. queues.OrderBy(q => q.Queue, StringComparer.Ordinal)]),
            Indented) + "\n";

    private sealed record Content(IReadOnlyList<string> Exchanges, IReadOnlyList<QueueBinding> Queues);
}

/// <summary>A quorum queue of one service for one event. Its error and dead-letter queues are called <c>{queue}.error</c> and <c>{queue}.dead</c>.</summary>
public sealed record QueueBinding(string Queue, string Event);
