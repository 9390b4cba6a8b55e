using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>Makes the coming months' partitions and drops inbox months past the replay window, at start and twice a day.</summary>
internal sealed class PartitionMaintenance(IServiceScopeFactory scopes, TimeProvider time, ILogger<PartitionMaintenance> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);

    public static async Task RunAsync(NpgsqlConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select maintain_partitions($1)", connection)
        {
            Parameters = { new() { Value = time.GetUtcNow().UtcDateTime } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
                    await RunAsync(await db.OpenAsync(stoppingToken), time, stoppingToken);
                }
                catch (NpgsqlException e)
                {
                    // The default partition takes what comes until the next try.
                    logger.LogWarning(e, "Partitions were not maintained");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
