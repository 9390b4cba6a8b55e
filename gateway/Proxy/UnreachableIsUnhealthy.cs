using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Efficiency.Gateway.Proxy;

/// <summary>
/// A copy that cannot be connected to, or drops the connection, gets no further request until it is asked again: one failure
/// is enough, since a process that died refuses all of them. What a living service answers, 5xx included, says nothing here.
/// </summary>
internal sealed class UnreachableIsUnhealthy(IDestinationHealthUpdater updater) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = nameof(UnreachableIsUnhealthy);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.Features.Get<IForwarderErrorFeature>()?.Error is ForwarderError.Request &&
            cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod is { } period)
        {
            updater.SetPassive(cluster, destination, DestinationHealth.Unhealthy, period);
        }
    }
}
