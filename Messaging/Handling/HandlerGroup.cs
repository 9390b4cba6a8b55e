using System.Diagnostics;

namespace Efficiency.Messaging;

/// <summary>One message on its way through a handler; <see cref="Done"/> completes when its transaction is committed.</summary>
internal sealed class PendingEvent(string payload, EventHeaders headers)
{
    public string Payload { get; } = payload;

    public EventHeaders Headers { get; } = headers;

    /// <summary>The consumer's span: what the handler does belongs to the message's own trace.</summary>
    public Activity? Activity { get; } = Activity.Current;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Lets the messages that wait in one queue share a transaction. There is no timer: whatever has come while the last group was
/// committed forms the next one, so a lone message waits for nothing and a flood is taken in groups.
/// </summary>
internal sealed class HandlerGroup<TEvent>(HandlerEntry entry, HandlerRunner runner, MessagingActivity activity)
    where TEvent : class
{
    private const int MaxGroup = 100;

    private readonly Lock _gate = new();
    private LinkedList<PendingEvent> _waiting = [];
    private bool _running;

    public async Task HandleAsync(PendingEvent message, CancellationToken cancellationToken)
    {
        using var inFlight = activity.Enter();
        bool start;
        lock (_gate)
        {
            _waiting.AddLast(message);
            start = !_running;
            _running = true;
        }
        if (start)
        {
            // The loop serves every message of this queue; it must not live inside the first one's span.
            Activity.Current = null;
            _ = Task.Run(RunAsync, CancellationToken.None);
        }
        await message.Done.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<PendingEvent> group;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _running = false;
                    return;
                }
                group = TakeGroup();
            }
            await runner.HandleAsync(entry, group);
        }
    }

    /// <summary>One aggregate at most once in a group: a handler reads what the one before it saved.</summary>
    private List<PendingEvent> TakeGroup()
    {
        var group = new List<PendingEvent>();
        var later = new LinkedList<PendingEvent>();
        var aggregates = new HashSet<Guid>();
        foreach (var message in _waiting)
        {
            if (group.Count < MaxGroup && aggregates.Add(message.Headers.AggregateId))
            {
                group.Add(message);
            }
            else
            {
                later.AddLast(message);
            }
        }
        _waiting = later;
        return group;
    }
}
