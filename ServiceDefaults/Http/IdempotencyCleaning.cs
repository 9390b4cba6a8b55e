using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Efficiency.ServiceDefaults;

/// <summary>Keys live seven days. Deleted in small batches, so that no POST waits for it; several copies may do it at once.</summary>
internal sealed class IdempotencyCleaning(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<IdempotencyCleaning> logger) : BackgroundService
{
    private const int Batch = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        var before = time.GetUtcNow() - Kept;
        int deleted, all = 0;
        do
        {
            deleted = await db.Database.ExecuteSqlAsync(
                $"""
                delete from idempotency where (caller, key) in (
                  select caller, key from idempotency where created_at < {before} order by created_at
                  limit {Batch} for update skip locked)
                """,
                cancellationToken);
            all += deleted;
        }
        while (deleted == Batch);
        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning("Old idempotency keys stay for another hour: {Reason}", exception.Message);
            }
        }
    }
}
