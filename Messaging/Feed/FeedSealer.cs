using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>
/// Numbers committed feed rows, one sealer per service at a time. Readers see numbered rows only, so a cursor never skips an event
/// whose transaction committed late; within an aggregate the numbers follow its versions.
/// </summary>
internal sealed class FeedSealer(IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider time, ILogger<FeedSealer> logger)
    : BackgroundService
{
    private const int Batch = 1000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private const string Sql = """
        with rows as (
            select event_id, created_at, row_number() over (order by seq) as n
            from (select event_id, created_at, seq from feed where number is null order by seq limit $1) unnumbered),
        head as (
            update feed_head set number = number + (select count(*) from rows)
            where (select count(*) from rows) > 0
            returning number - (select count(*) from rows) as before)
        update feed f set number = head.before + rows.n
        from rows, head
        where f.event_id = rows.event_id and f.created_at = rows.created_at
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SealAsync(stoppingToken) == Batch)
                {
                }
                await signal.FeedAsync(Poll, stoppingToken);
                // Under load a short pause makes one batch of many small ones.
                await Task.Delay(Gather, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning("The feed waits: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        using var quiet = SuppressTracing.Begin();
        var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AdvisoryLocks.TryTakeAsync(connection, AdvisoryLocks.FeedSealer, cancellationToken))
        {
            return 0;
        }
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = Batch } } };
        var numbered = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return numbered;
    }
}
