using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Efficiency.TestKit;

/// <summary>Waits for what another process or thread will have done soon. Never a fixed sleep.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It never was; the message quotes the condition.</exception>
    public static Task AsyncUntil(
        Func<Task<bool>> condition,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    ) => AsyncUntil(condition, holds => holds, within, what);

    /// <inheritdoc cref="AsyncUntil(Func{Task{bool}}, TimeSpan?, string)"/>
    public static Task AsyncUntil(
        Func<bool> condition,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    ) => AsyncUntil(() => Task.FromResult(condition()), holds => holds, within, what);

    /// <summary>Reads until the value is as wanted, and returns it.</summary>
    /// <exception cref="TimeoutException">It never was; the message holds the last value read.</exception>
    public static async Task<T> AsyncUntil<T>(
        Func<Task<T>> read,
        Func<T, bool> isWanted,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(isWanted))] string what = ""
    )
    {
        var patience = within ?? Patience;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isWanted(value))
            {
                return value;
            }

            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"After {patience.TotalSeconds} s still not: {what}. Last seen: {value}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Repeats assertions until none fails; the last failure is thrown when time is up.</summary>
    public static async Task Succeeds(Func<Task> assertions, TimeSpan? within = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(started) < (within ?? Patience))
            {
                await Task.Delay(Pause);
            }
        }
    }
}
