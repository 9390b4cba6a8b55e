using Aspire.Hosting.ApplicationModel;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Suite;

internal enum PartState
{
    Waiting,
    Starting,
    Healthy,
    Unhealthy,
    Crashed,
    Completed,
    Stopped,
}

/// <summary>What of a part runs right now.</summary>
/// <param name="Processes">Its processes, the main one first.</param>
/// <param name="Exited">Completes with the main process's exit code.</param>
/// <param name="StopAsync">Ends it in order, all of it.</param>
internal sealed record RunningPart(IReadOnlyList<ProcessIdentity> Processes, Task<int> Exited, Func<Task> StopAsync);

/// <summary>One process of the suite: a server, or one replica of a project or program.</summary>
internal abstract class Part(Resource resource, string name, int replica)
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Resource Resource { get; } = resource;

    public string Name { get; } = name;

    public int Replica { get; } = replica;

    /// <summary>Set if others wait for its end: it runs once and is not restarted.</summary>
    public bool RunsOnce { get; init; }

    public PartState State { get; set; }

    public RunningPart? Running { get; set; }

    public int Restarts { get; set; }

    public string? Address => Resource.Endpoints.FirstOrDefault()?.Address(Replica);

    /// <summary>What is not yet as it should be, for whoever waits too long.</summary>
    public string? Complaint { get; set; }

    /// <summary>Complete when nothing more is to be waited for at the suite's start.</summary>
    public Task Ready => RunsOnce ? completed.Task : healthy.Task;

    public Task Reached(DependencyKind kind) =>
        kind switch
        {
            DependencyKind.Started => started.Task,
            DependencyKind.Completed => completed.Task,
            _ => healthy.Task,
        };

    public Task<int> Completed => completed.Task;

    public void MarkStarted() => started.TrySetResult();

    public void MarkHealthy() => healthy.TrySetResult();

    public void MarkCompleted(int exitCode) => completed.TrySetResult(exitCode);

    /// <summary>Starts it; a server is ready when this returns.</summary>
    public abstract Task<RunningPart> LaunchAsync(Action<string> output, CancellationToken cancellationToken);
}
