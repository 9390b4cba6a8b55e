using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Efficiency.LocalHosting.Suite;

/// <summary>Takes one part through its life: waits for what it needs, starts it, watches it, starts it again.</summary>
internal sealed class Supervisor(
    SuiteSettings settings,
    DataFolder data,
    HealthProbe probe,
    SuiteConsole console,
    Action changed
)
{
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(5);

    /// <returns>When the suite stops, leaving the part running; or when a part that runs once has run.</returns>
    /// <exception cref="SuiteException">The part cannot run at all.</exception>
    public async Task RunAsync(Part part, int number, ILookup<Resource, Part> all, CancellationToken stopping)
    {
        try
        {
            await DependenciesAsync(part, all, stopping);
            var backOff = new BackOff(settings);
            while (true)
            {
                var launched = Stopwatch.GetTimestamp();
                var code = await RunOnceAsync(part, number, launched, stopping);
                if (part.RunsOnce)
                {
                    console.Say(
                        $"{part.Name} ended with code {code} after {Stopwatch.GetElapsedTime(launched).TotalSeconds:0.0} s."
                    );
                    Change(part, PartState.Completed);
                    part.MarkCompleted(code);
                    return;
                }

                Change(part, PartState.Crashed);
                var pause = backOff.Next(Stopwatch.GetElapsedTime(launched));
                console.Say($"{part.Name} ended with code {code}; it is started again in {pause.TotalSeconds:0.##} s.");
                await Task.Delay(pause, stopping);
                await WhileHeldAsync(part, stopping);
                part.Restarts++;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What still runs is ended by the suite, in order.
        }
    }

    private static async Task DependenciesAsync(Part part, ILookup<Resource, Part> all, CancellationToken stopping)
    {
        foreach (var dependency in part.Resource.Dependencies)
        {
            foreach (var other in all[dependency.On.Host])
            {
                part.Complaint = $"it waits for {other.Name}";
                await other.Reached(dependency.Kind).WaitAsync(stopping);
                if (
                    dependency.Kind == DependencyKind.Completed
                    && await other.Completed is var code
                    && code != dependency.ExitCode
                )
                {
                    throw new SuiteException(
                        $"{other.Name} ended with code {code} instead of {dependency.ExitCode}, so {part.Name} cannot start; its last lines above say why."
                    );
                }
            }
        }
    }

    private async Task<int> RunOnceAsync(Part part, int number, long launched, CancellationToken stopping)
    {
        part.Complaint = "it is starting";
        Change(part, PartState.Starting);
        RunningPart running;
        try
        {
            running = await part.LaunchAsync(line => console.Line(number, part.Name, line), stopping);
        }
        catch (SuiteException exception) when (part.Restarts > 0)
        {
            console.Say(exception.Message);
            return 1;
        }

        part.Running = running;
        part.MarkStarted();
        changed();
        try
        {
            if (!part.RunsOnce)
            {
                await WatchAsync(part, running, launched, stopping);
            }

            return await running.Exited.WaitAsync(stopping);
        }
        finally
        {
            if (running.Exited.IsCompleted)
            {
                // A server may have left helpers: a broker its port mapper.
                await running.StopAsync();
                part.Running = null;
            }
        }
    }

    private async Task WatchAsync(Part part, RunningPart running, long launched, CancellationToken stopping)
    {
        while (!running.Exited.IsCompleted)
        {
            part.Complaint = await probe.AskAsync(part, stopping);
            if (part.Complaint is null && part.State != PartState.Healthy && !running.Exited.IsCompleted)
            {
                if (part.State == PartState.Starting)
                {
                    console.Say(
                        $"{part.Name} is healthy after {Stopwatch.GetElapsedTime(launched).TotalSeconds:0.0} s."
                    );
                }

                Change(part, PartState.Healthy);
                part.MarkHealthy();
            }
            else if (part.Complaint is not null && part.State == PartState.Healthy)
            {
                console.Say($"{part.Name} is no longer healthy: {part.Complaint}.");
                Change(part, PartState.Unhealthy);
            }

            await Task.WhenAny(
                running.Exited,
                Task.Delay(part.State == PartState.Starting ? StartPause : WatchPause, stopping)
            );
            stopping.ThrowIfCancellationRequested();
        }
    }

    /// <summary>While there is a file <c>hold/{part}</c> in the data folder a part that ended stays away (for drills).</summary>
    private async Task WhileHeldAsync(Part part, CancellationToken stopping)
    {
        while (File.Exists(data.PathOf(Path.Combine("hold", part.Name))))
        {
            await Task.Delay(StartPause, stopping);
        }
    }

    private void Change(Part part, PartState state)
    {
        part.State = state;
        changed();
    }
}
