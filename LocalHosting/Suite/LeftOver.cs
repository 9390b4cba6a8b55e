using System.Diagnostics;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Suite;

/// <summary>
/// After a kill -9 of AppHost the kernel has already asked its children to end, and some take seconds. A new run must
/// not meet them at their ports and data.
/// </summary>
internal static class LeftOver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task EndAsync(IReadOnlyList<ProcessIdentity> processes, Action<string> say)
    {
        if (processes.Count == 0)
        {
            return;
        }

        say($"The last run did not end in order; waiting for {processes.Count} of its processes.");
        foreach (var process in processes)
        {
            Posix.Signal(process.Id, Posix.Terminate);
        }

        var started = Stopwatch.GetTimestamp();
        while (processes.Any(process => process.IsAlive))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                foreach (var process in processes.Where(process => process.IsAlive))
                {
                    Posix.Signal(process.Id, Posix.Kill);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
