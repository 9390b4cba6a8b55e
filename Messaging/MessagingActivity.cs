namespace Efficiency.Messaging;

/// <summary>Whether messages moved lately, so that operations can tell when a suite has come to rest.</summary>
internal sealed class MessagingActivity(TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private int _inFlight;
    private long _last;

    public int InFlight => Volatile.Read(ref _inFlight);

    public bool AtRest => InFlight == 0 && time.GetElapsedTime(Interlocked.Read(ref _last)) > Rest;

    public void Touch() => Interlocked.Exchange(ref _last, time.GetTimestamp());

    public InFlightScope Enter()
    {
        Interlocked.Increment(ref _inFlight);
        return new InFlightScope(this);
    }

    internal readonly struct InFlightScope(MessagingActivity activity) : IDisposable
    {
        public void Dispose()
        {
            activity.Touch();
            Interlocked.Decrement(ref activity._inFlight);
        }
    }
}

/// <summary>A part that can still be busy with what has already happened.</summary>
public interface IQuietCheck
{
    /// <summary>Why the part is not at rest, in a few words; null where it is.</summary>
    Task<string?> ReasonAsync(CancellationToken cancellationToken);
}
