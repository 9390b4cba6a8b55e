using Efficiency.Contracts;
using Efficiency.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Architecture.Tests;

/// <summary>Exchanges and queues are declared from a committed file before any service starts; it must say what the code does.</summary>
public sealed class TopologyTests
{
    [Fact]
    public void Topology_file_lists_every_event_and_every_handler()
    {
        var path = Repository.PathOf("Messaging", "topology.json");
        var written = TopologyFile.Write(EventCatalogue.Names, Queues().Select(queue => new QueueBinding(queue.Queue, queue.Event)));
        if (Repository.Updating)
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n")
            .ShouldBe(written, "Run the tests with UPDATE_SNAPSHOTS=1 and commit Messaging/topology.json.");
    }

    [Fact]
    public void Queues_are_named_after_service_and_event() =>
        Queues().Where(queue => !string.Equals(queue.Queue, $"{queue.Service}.{queue.Event}", StringComparison.Ordinal))
            .Select(queue => queue.Queue)
            .ShouldBeEmpty();

    // A service acts on its own facts where it records them, not when they come back over the bus.
    [Fact]
    public void Services_do_not_listen_to_themselves() =>
        Queues().Where(queue => queue.Event.StartsWith($"{queue.Service}.", StringComparison.Ordinal))
            .Select(queue => queue.Queue)
            .ShouldBeEmpty();

    private static IEnumerable<(string Service, string Queue, string Event)> Queues() => Binaries.Hosts
        .Select(host => EntryPoints.ServicesOf(host)?.GetService<HandlerCatalogue>())
        .OfType<HandlerCatalogue>()
        .SelectMany(catalogue => catalogue.Queues.Select(queue => (catalogue.Service, queue.Key, queue.Value)));
}
