using System.Diagnostics;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Deadlines.Lights;

/// <summary>Sweeps twice a second and whenever business time is moved. Every instance runs one; the rows sort out who raises what.</summary>
internal sealed class SweepLoop(
    IServiceScopeFactory scopes, LightSweep sweep, BusinessClock clock, TimeProvider time, ILogger<SweepLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the clock is read: a move in between is not slept through.
            var moved = clock.Moved;
            try
            {
                if (await AnyDueAsync(stoppingToken))
                {
                    await sweep.RunAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Nothing is lost: what is due stays due until it is raised.
                logger.LogWarning("The sweep waits: {Reason}", exception.Message);
                logger.LogDebug(exception, "The sweep waits");
            }

            await Task.WhenAny(moved, Task.Delay(Pause, time, stoppingToken));
        }
    }

    // Looking fills no traces; only raising has a span.
    private async Task<bool> AnyDueAsync(CancellationToken cancellationToken)
    {
        using var quiet = new Activity("look for due lights") { ActivityTraceFlags = ActivityTraceFlags.None };
        quiet.SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = scopes.CreateAsyncScope();
        return await DueLights.AnyAsync(scope.ServiceProvider.GetRequiredService<DeadlinesDb>(), clock.Now, cancellationToken);
    }
}

/// <summary>At rest: no rung is due that has no light yet.</summary>
internal sealed class SweepQuietCheck(IServiceScopeFactory scopes, BusinessClock clock) : IQuietCheck
{
    public async Task<string?> ReasonAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await DueLights.AnyAsync(scope.ServiceProvider.GetRequiredService<DeadlinesDb>(), clock.Now, cancellationToken)
            ? "lights are due"
            : null;
    }
}
