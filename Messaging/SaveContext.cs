namespace Efficiency.Messaging;

/// <summary>Who acts: <c>client</c>, <c>staff</c>, <c>event</c>, <c>system</c> or <c>anonymous</c>, and the id within that kind.</summary>
public sealed record Actor(string Kind, string Id)
{
    public static Actor Anonymous { get; } = new("anonymous", "-");

    public static Actor System(string part) => new("system", part);

    public static Actor Event(string name) => new("event", name);
}

/// <summary>What one unit of work knows besides its rows; one per scope.</summary>
public sealed class SaveContext(TimeProvider time, OutboxSignal signal, IServiceProvider services)
{
    public Actor Actor { get; set; } = Actor.Anonymous;

    internal TimeProvider Time { get; } = time;

    internal OutboxSignal Signal { get; } = signal;

    internal IServiceProvider Services { get; } = services;
}

/// <summary>Wakes the dispatcher and the sealers of this process when something was committed.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _outbox = new(0, 1);
    private readonly SemaphoreSlim _feed = new(0, 1);

    internal void Committed()
    {
        Release(_outbox);
        Release(_feed);
    }

    internal Task<bool> OutboxAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _outbox.WaitAsync(atMost, cancellationToken);

    internal Task<bool> FeedAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _feed.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        _outbox.Dispose();
        _feed.Dispose();
    }

    private static void Release(SemaphoreSlim signal)
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already signalled: one wake-up drains everything that was committed.
        }
    }
}
