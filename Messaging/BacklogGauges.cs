using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Efficiency.Messaging;

/// <summary>
/// Measures what waits: outbox depth and age, early facts and their age. Operations page on an outbox older than a minute and on an
/// early fact older than an hour.
/// </summary>
internal sealed class BacklogGauges : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EarlyAlarm = TimeSpan.FromHours(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILogger<BacklogGauges> _logger;
    private Backlog _last = new(0, null, 0, null);

    public BacklogGauges(IServiceScopeFactory scopes, TimeProvider time, ILogger<BacklogGauges> logger)
    {
        (_scopes, _time, _logger) = (scopes, time, logger);
        Telemetry.Meter.CreateObservableGauge("efficiency.outbox.depth", () => _last.Outbox, "{event}", "Events not yet published");
        Telemetry.Meter.CreateObservableGauge("efficiency.outbox.age", () => Age(_last.OldestOutbox), "s", "Age of the oldest of them");
        Telemetry.Meter.CreateObservableGauge("efficiency.early.depth", () => _last.Early, "{event}", "Events that wait for an earlier fact");
        Telemetry.Meter.CreateObservableGauge("efficiency.early.age", () => Age(_last.OldestEarly), "s", "Age of the oldest of them");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await MeasureAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var quiet = SuppressTracing.Begin();
            await using var scope = _scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
            _last = await db.Database.SqlQuery<Backlog>($"""
                select (select count(*) from outbox) as outbox,
                    (select created_at from outbox order by seq limit 1) as oldest_outbox,
                    (select count(*) from early) as early,
                    (select min(kept_at) from early) as oldest_early
                """).SingleAsync(cancellationToken);
        }
        catch (Exception e) when (Faults.IsUnreachable(e))
        {
            _logger.LogDebug(e, "The backlog could not be measured");
            return;
        }
        if (_last.OldestEarly is { } kept && _time.GetUtcNow() - kept > EarlyAlarm)
        {
            _logger.LogError("{Count} events wait for an earlier fact, the oldest since {Since:O}", _last.Early, kept);
        }
    }

    private double Age(DateTimeOffset? since) => since is { } instant ? Math.Max(0, (_time.GetUtcNow() - instant).TotalSeconds) : 0;

    private sealed record Backlog(long Outbox, DateTimeOffset? OldestOutbox, long Early, DateTimeOffset? OldestEarly);
}
