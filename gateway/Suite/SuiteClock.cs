using Efficiency.Gateway.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Suite;

/// <summary>
/// The business clock of all services together, Development only. The offset is kept first and pushed then, so that a
/// service which starts in between fetches the new one.
/// </summary>
internal sealed class SuiteClock(GatewayDb db, SuiteServices services, InstanceClient instances, BusinessClock clock, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task<TimeSpan> OffsetAsync(CancellationToken cancellationToken) => TimeSpan.FromTicks(
        await db.Clock.Where(c => c.Id == ClockRow.OnlyId).Select(c => c.OffsetTicks).SingleOrDefaultAsync(cancellationToken));

    /// <summary>Services that could not say, or did say, that they hold business rows.</summary>
    public async Task<IReadOnlyList<string>> WithBusinessRowsAsync(CancellationToken cancellationToken)
    {
        var answers = await AskAsync(services.Instances, instances.AskQuietAsync, cancellationToken);
        return [.. answers.Where(a => a.Answer is not { HasBusinessRows: false }).Select(a => a.Instance.Service).Distinct(StringComparer.Ordinal)];
    }

    public async Task KeepAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        var kept = await db.Clock.SingleOrDefaultAsync(c => c.Id == ClockRow.OnlyId, cancellationToken);
        if (kept is null)
        {
            kept = new ClockRow();
            db.Add(kept);
        }
        kept.OffsetTicks = offset.Ticks;
        kept.MovedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        clock.Move(offset);
    }

    /// <summary>Tells every copy of every service, again and again until it has acknowledged.</summary>
    /// <returns>Those that have not by the deadline.</returns>
    public async Task<IReadOnlyList<string>> PushAsync(TimeSpan offset, long started, TimeSpan patience, CancellationToken cancellationToken)
    {
        var waiting = services.Instances;
        while (true)
        {
            var answers = await AskAsync(waiting, (instance, ct) => instances.MoveClockAsync(instance, offset, ct), cancellationToken);
            waiting = [.. answers.Where(a => !a.Answer).Select(a => a.Instance)];
            if (waiting.Count == 0 || time.GetElapsedTime(started) > patience)
            {
                return [.. waiting.Select(instance => instance.Name)];
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>
    /// Waits until everyone is at rest twice in a row: one look could fall between an outbox that is just empty and the
    /// queue that is not yet filled.
    /// </summary>
    /// <returns>Why it is not, by the deadline; empty where it is.</returns>
    public async Task<IReadOnlyList<string>> WaitUntilQuietAsync(long started, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var inARow = 0; ;)
        {
            var answers = await AskAsync(services.Instances, instances.AskQuietAsync, cancellationToken);
            var reasons = answers
                .Where(a => a.Answer is not { Quiet: true })
                .Select(a => $"{a.Instance.Name}: {(a.Answer is null ? "no answer" : string.Join(", ", a.Answer.Reasons))}")
                .ToArray();
            inARow = reasons.Length == 0 ? inARow + 1 : 0;
            if (inARow == 2 || time.GetElapsedTime(started) > patience)
            {
                return reasons;
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<(ServiceInstance Instance, T Answer)[]> AskAsync<T>(
        IReadOnlyList<ServiceInstance> asked,
        Func<ServiceInstance, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken) =>
        await Task.WhenAll(asked.Select(async instance => (instance, await ask(instance, cancellationToken))));
}
