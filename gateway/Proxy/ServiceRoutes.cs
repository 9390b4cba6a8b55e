using System.Globalization;
using Efficiency.Gateway.Limits;
using Efficiency.Gateway.Suite;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Efficiency.Gateway.Proxy;

/// <summary>
/// One route and one cluster for each service. Only /api/{service}/ is routed: what services keep for the inside
/// (/internal, /health) has no way in.
/// </summary>
internal static class ServiceRoutes
{
    public static IReadOnlyList<RouteConfig> Routes() =>
    [
        .. SuiteServices.Names.Select(name => new RouteConfig
        {
            RouteId = name,
            ClusterId = name,
            Match = new RouteMatch { Path = $"/api/{name}/{{**rest}}" },
        }),
    ];

    public static IReadOnlyList<ClusterConfig> Clusters(SuiteServices services, GatewayLimits limits) =>
    [
        .. SuiteServices.Names.Select(name => new ClusterConfig
        {
            ClusterId = name,
            Destinations = services.Instances
                .Where(instance => instance.Service == name)
                .ToDictionary(
                    instance => instance.Name,
                    instance => new DestinationConfig { Address = instance.Address.AbsoluteUri },
                    StringComparer.Ordinal),
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            HealthCheck = Health(limits),
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = limits.Silence,
                Version = System.Net.HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = 2.ToString(CultureInfo.InvariantCulture),
            },
        }),
    ];

    /// <summary>When no copy looks healthy all are tried: a wrong verdict of the checks must not shut a service off.</summary>
    private static HealthCheckConfig Health(GatewayLimits limits) => new()
    {
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        Active = new ActiveHealthCheckConfig
        {
            Enabled = true,
            Path = "/health/ready",
            Interval = limits.HealthInterval,
            Timeout = limits.Connect,
            Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
        },
        Passive = new PassiveHealthCheckConfig
        {
            Enabled = true,
            Policy = UnreachableIsUnhealthy.PolicyName,
            ReactivationPeriod = limits.HealthInterval,
        },
    };
}
