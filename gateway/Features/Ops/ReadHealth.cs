using System.Diagnostics;
using Efficiency.Gateway.Suite;
using Efficiency.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Efficiency.Gateway.Features.Ops;

/// <summary>The state of every part, as the gateway sees it. The answer is 200 also when a part is down: it was asked for.</summary>
internal static class ReadHealth
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/health", HandleAsync).Allow(Roles.Ops, Roles.Administrator);

    /// <param name="Status"><c>healthy</c>, or the worst of the parts.</param>
    internal sealed record View(string Status, IReadOnlyList<Part> Parts);

    /// <param name="Name">For example <c>deadlines/1</c> or <c>gateway/broker</c>.</param>
    /// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
    /// <param name="Milliseconds">How long it took to find out.</param>
    /// <param name="Reason">Why it is not healthy.</param>
    internal sealed record Part(string Name, string Status, long Milliseconds, string? Reason);

    private static async Task<View> HandleAsync(
        SuiteServices services,
        InstanceClient instances,
        HealthCheckService own,
        CancellationToken cancellationToken)
    {
        var asked = services.Instances.Select(instance => AskAsync(instance, instances, cancellationToken)).ToArray();
        var report = await own.CheckHealthAsync(cancellationToken);
        Part[] parts =
        [
            .. report.Entries.Select(entry => new Part(
                $"gateway/{entry.Key}",
                NameOf(entry.Value.Status),
                (long)entry.Value.Duration.TotalMilliseconds,
                entry.Value.Status is HealthStatus.Healthy ? null : entry.Value.Description ?? entry.Value.Exception?.Message)),
            .. await Task.WhenAll(asked),
        ];
        var worst = parts.Any(part => part.Status == NameOf(HealthStatus.Unhealthy)) ? HealthStatus.Unhealthy
            : parts.Any(part => part.Status == NameOf(HealthStatus.Degraded)) ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        return new View(NameOf(worst), parts);
    }

    private static async Task<Part> AskAsync(ServiceInstance instance, InstanceClient instances, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var status = await instances.AskReadyAsync(instance, cancellationToken);
        var milliseconds = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return status switch
        {
            >= 200 and < 300 => new Part(instance.Name, NameOf(HealthStatus.Healthy), milliseconds, null),
            null => new Part(instance.Name, NameOf(HealthStatus.Unhealthy), milliseconds, "no answer"),
            _ => new Part(instance.Name, NameOf(HealthStatus.Unhealthy), milliseconds, $"not ready: {status}"),
        };
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
