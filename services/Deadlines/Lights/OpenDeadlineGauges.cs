using System.Diagnostics;
using System.Diagnostics.Metrics;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Lights;

/// <summary>
/// Open, yellow, red and overdue limits by unit. One walk along the index of open limits a minute; asking for the metrics costs
/// nothing.
/// </summary>
internal sealed class OpenDeadlineGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly BusinessClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<OpenDeadlineGauges> _logger;
    private volatile IReadOnlyList<UnitCount> _counts = [];

    public OpenDeadlineGauges(IServiceScopeFactory scopes, BusinessClock clock, TimeProvider time, ILogger<OpenDeadlineGauges> logger)
    {
        _scopes = scopes;
        _clock = clock;
        _time = time;
        _logger = logger;
        Gauge("efficiency.deadlines.open", "Limits that run or stand still", count => count.Open);
        Gauge("efficiency.deadlines.yellow", "Open limits whose highest light is yellow", count => count.Yellow);
        Gauge("efficiency.deadlines.red", "Open limits with a red light, the second one included", count => count.Red);
        Gauge("efficiency.deadlines.overdue", "Running limits whose due instant has passed", count => count.Overdue);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var quiet = new Activity("count open limits") { ActivityTraceFlags = ActivityTraceFlags.None };
        quiet.SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeadlinesDb>();
        _counts = await db.Database.SqlQuery<UnitCount>(
            $"""
            select unit_id, count(*) as open, count(*) filter (where light = 'yellow') as yellow,
                   count(*) filter (where light in ('red', 'second-red')) as red,
                   count(*) filter (where state = 'running' and due_at <= {_clock.Now}) as overdue
            from deadline where state <> 'closed' group by unit_id
            """).ToListAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _logger.LogWarning("The counts of open limits stay as they are: {Reason}", exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Gauge(string name, string description, Func<UnitCount, long> value) => Telemetry.Meter.CreateObservableGauge(
        name,
        () => _counts.Select(count => new Measurement<long>(value(count), new KeyValuePair<string, object?>("unit", count.UnitId))),
        "{limit}",
        description);

    internal sealed record UnitCount(Guid UnitId, long Open, long Yellow, long Red, long Overdue);
}
