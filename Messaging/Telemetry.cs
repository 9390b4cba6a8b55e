using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Efficiency.Messaging;

/// <summary>Sources of traces and metrics; both are called <c>Efficiency</c>.</summary>
public static class Telemetry
{
    public const string Name = "Efficiency";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> Published { get; } =
        Meter.CreateCounter<long>("efficiency.outbox.published", "{event}", "Events confirmed by the broker");

    internal static Counter<long> PublishFailures { get; } =
        Meter.CreateCounter<long>("efficiency.outbox.failures", "{event}", "Events returned or not confirmed, kept for the next try");

    internal static Counter<long> HandledEvents { get; } =
        Meter.CreateCounter<long>("efficiency.inbox.handled", "{event}", "Events handled, by queue");

    internal static Counter<long> Duplicates { get; } =
        Meter.CreateCounter<long>("efficiency.inbox.duplicates", "{event}", "Events recognised as duplicates, by queue");

    internal static Counter<long> Poisoned { get; } =
        Meter.CreateCounter<long>("efficiency.inbox.poisoned", "{event}", "Events moved to an error queue, by queue");

    internal static Counter<long> Waits { get; } =
        Meter.CreateCounter<long>("efficiency.inbox.waits", "{wait}", "Times that a queue waited for an unreachable database");

    internal static Histogram<double> PublishLag { get; } =
        Meter.CreateHistogram<double>("efficiency.outbox.lag", "s", "From the publishing transaction to the broker's confirmation");

    internal static Histogram<double> HandleLag { get; } =
        Meter.CreateHistogram<double>("efficiency.inbox.lag", "s", "From the publishing transaction to the consumer's commit");
}
