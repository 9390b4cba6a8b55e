using Efficiency.Messaging;

namespace Efficiency.Gateway.Suite;

/// <summary>
/// Development only: keeps this gateway's own business clock where the database says, whichever replica moved it.
/// </summary>
internal sealed class ClockFollowing(IServiceScopeFactory scopes, BusinessClock clock, TimeProvider time, ILogger<ClockFollowing> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var offset = await scope.ServiceProvider.GetRequiredService<SuiteClock>().OffsetAsync(stoppingToken);
                if (offset != clock.Offset)
                {
                    clock.Move(offset);
                }
            }
            catch (Exception exception) when (Faults.IsUnreachable(exception))
            {
                log.LogDebug("The clock cannot be read now: {Reason}", exception.Message);
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }
}
