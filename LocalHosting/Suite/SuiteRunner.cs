using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Suite;

/// <summary>One run of the suite, from an empty machine until no process is left.</summary>
internal sealed class SuiteRunner : IAsyncDisposable
{
    private readonly SuiteSettings settings;
    private readonly DataFolder data;
    private readonly IReadOnlyList<Part> parts;
    private readonly ILookup<Resource, Part> partsOf;
    private readonly SuiteConsole console;
    private readonly SuiteFile file;
    private readonly HealthProbe probe = new();
    private readonly long launched = Stopwatch.GetTimestamp();
    private string state = "starting";

    private SuiteRunner(SuiteSettings settings, DataFolder data, IReadOnlyList<Part> parts)
    {
        (this.settings, this.data, this.parts) = (settings, data, parts);
        partsOf = parts.ToLookup(part => part.Resource);
        console = new SuiteConsole(settings, data, parts.Select(part => part.Name.Length).DefaultIfEmpty(0).Max());
        file = new SuiteFile(data);
    }

    public IReadOnlyList<Part> Parts => parts;

    /// <summary>Takes the data folder, clears up after a run that was killed, and decides ports and passwords.</summary>
    /// <exception cref="SuiteException">The folder or a port is taken, or a parameter has no value.</exception>
    public static async Task<SuiteRunner> PrepareAsync(IReadOnlyList<Resource> resources, SuiteSettings settings)
    {
        var folder = DataFolder.Open(settings.DataFolder);
        try
        {
            var suite = new SuiteRunner(settings, folder, PartList.Make(resources, folder));
            await LeftOver.EndAsync(suite.file.LeftOver(), suite.console.Say);
            PortBook.Assign(resources, settings, folder, suite.console.Say);
            ParameterBook.Fill(resources, settings, folder);
            return suite;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <exception cref="SuiteException">A part cannot run, or the start took too long; everything is stopped again.</exception>
    public async Task RunAsync(StopSignals signals)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop);
        var supervisor = new Supervisor(settings, data, probe, console, WriteState);
        var supervised = parts
            .Select((part, number) => supervisor.RunAsync(part, number, partsOf, stopping.Token))
            .ToList();
        try
        {
            await StartedAsync(supervised, signals.Stop);
            if (!signals.Stop.IsCancellationRequested)
            {
                state = "running";
                WriteState();
                Announce();
                await FirstFailureAsync(supervised).WaitAsync(signals.Stop);
            }
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            // Asked to stop: the ordinary end.
        }
        finally
        {
            state = "stopping";
            WriteState();
            await stopping.CancelAsync();
            await StopAsync(supervised, signals);
        }
    }

    public ValueTask DisposeAsync()
    {
        probe.Dispose();
        data.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartedAsync(IReadOnlyList<Task> supervised, CancellationToken stop)
    {
        var ready = Task.WhenAll(parts.Select(part => part.Ready));
        var failed = FirstFailureAsync(supervised);
        try
        {
            await await Task.WhenAny(ready, failed).WaitAsync(settings.StartPatience, stop);
        }
        catch (TimeoutException exception)
        {
            var late = parts.Where(part => !part.Ready.IsCompleted).Select(part => $"{part.Name} ({part.Complaint})");
            throw new SuiteException(
                $"Not healthy after {settings.StartPatience.TotalSeconds:0} s: {string.Join(", ", late)}.",
                exception
            );
        }
    }

    /// <summary>Never completes unless a part cannot run.</summary>
    private static async Task FirstFailureAsync(IReadOnlyList<Task> supervised)
    {
        var open = supervised.ToList();
        while (open.Count > 0)
        {
            var ended = await Task.WhenAny(open);
            await ended;
            open.Remove(ended);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan);
    }

    private void Announce()
    {
        console.Say(
            $"The suite is up after {Stopwatch.GetElapsedTime(launched).TotalSeconds:0.0} s. Its data is in {data.Path}."
        );
        foreach (var part in parts.Where(part => part is { RunsOnce: false, Address: not null }))
        {
            console.Say($"  {part.Name, -20} {part.Address}");
        }

        foreach (var line in console.Announced)
        {
            console.Say($"  {line}");
        }
    }

    /// <summary>A part ends when everything that needs it has ended. What hangs is killed in the end; on a second request at once.</summary>
    private async Task StopAsync(IReadOnlyList<Task> supervised, StopSignals signals)
    {
        await Task.WhenAll(
            supervised.Select(task =>
                task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            )
        );
        await using var hurry = signals.Hurry.Register(() =>
        {
            foreach (var process in parts.SelectMany(part => part.Running?.Processes ?? []))
            {
                Posix.KillGroup(process.Id);
            }
        });
        console.Say("Stopping.");
        var ended = new Dictionary<Resource, Task>();
        await Task.WhenAll(partsOf.Select(group => EndAsync(group.Key, ended)));
        state = "stopped";
        WriteState();
        console.Say("Stopped; no process is left.");
    }

    private Task EndAsync(Resource resource, Dictionary<Resource, Task> ended)
    {
        if (!ended.TryGetValue(resource, out var end))
        {
            var needing = partsOf
                .Select(group => group.Key)
                .Where(other => other.Dependencies.Exists(dependency => dependency.On.Host == resource))
                .Select(other => EndAsync(other, ended))
                .ToList();
            ended[resource] = end = EndAfterAsync(needing, resource);
        }

        return end;
    }

    private async Task EndAfterAsync(IReadOnlyList<Task> needing, Resource resource)
    {
        await Task.WhenAll(needing);
        await Task.WhenAll(
            partsOf[resource]
                .Select(async part =>
                {
                    if (part.Running is { } running)
                    {
                        await running.StopAsync();
                        part.Running = null;
                        part.State = PartState.Stopped;
                        WriteState();
                    }
                })
        );
    }

    private void WriteState() =>
        file.Write(state, parts, part => part.Resource.Endpoints.Exists(endpoint => endpoint.WishedPort is not null));
}
