using System.Net.Http.Json;
using Efficiency.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Efficiency.ServiceDefaults;

/// <summary>How far business time is ahead of system time, in ticks of 100 ns.</summary>
public sealed record ClockOffset(long OffsetTicks);

internal static class ClockHosting
{
    public static void AddBusinessClock(this IServiceCollection services, IConfiguration configuration)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["City:TimeZone"] ?? "Asia/Shanghai");
        services.AddSingleton(provider => new BusinessClock(provider.GetService<TimeProvider>() ?? TimeProvider.System, zone));
    }

    /// <summary>
    /// In Development the gateway keeps the offset: it is fetched at the start, and the service is not ready before. Elsewhere,
    /// and in the gateway itself, there is none.
    /// </summary>
    public static void AddClockFollowing(this IHostApplicationBuilder builder)
    {
        var gateway = builder.Configuration["services:gateway:http:0"];
        if (!builder.Environment.IsDevelopment() || string.IsNullOrEmpty(gateway))
        {
            return;
        }

        builder.Services.AddHttpClient<ClockFollower>(client =>
        {
            client.BaseAddress = new Uri(gateway);
            client.Timeout = TimeSpan.FromSeconds(3);
        });
        builder.Services.AddSingleton<ClockState>();
        builder.Services.AddHostedService<ClockFetch>();
        builder.Services.AddHealthChecks().AddCheck<ClockHealth>("clock", tags: ["ready"]);
    }
}

/// <summary>Whether business time is known. A push from the gateway is as good as an answer.</summary>
internal sealed class ClockState
{
    private volatile bool _known;

    public bool Known => _known;

    public void Set() => _known = true;
}

internal sealed class ClockHealth(ClockState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Known ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}

internal sealed class ClockFollower(HttpClient http, Keys keys)
{
    public async Task<ClockOffset?> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/clock");
        request.Headers.Add(InternalEndpoints.KeyHeader, keys.InternalKey);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ClockOffset>(Json.Options, cancellationToken);
    }
}

internal sealed class ClockFetch(
    IServiceProvider services, BusinessClock clock, ClockState state, ILogger<ClockFetch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!state.Known)
        {
            try
            {
                // A client per try: addresses of the gateway may change until it answers.
                var follower = services.GetRequiredService<ClockFollower>();
                if (await follower.AskAsync(stoppingToken) is { } offset && !state.Known)
                {
                    clock.Move(TimeSpan.FromTicks(offset.OffsetTicks));
                    state.Set();
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException
                && !stoppingToken.IsCancellationRequested)
            {
                logger.LogDebug("The gateway does not tell the time yet: {Reason}", exception.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }
}
