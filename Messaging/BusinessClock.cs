namespace Efficiency.Messaging;

/// <summary>
/// The time of the regime: what features and handlers call now. In Development it can be shifted, for every service together;
/// technical time (tokens, outbox, retries) stays with <see cref="TimeProvider"/>. Safe for concurrent use.
/// </summary>
public sealed class BusinessClock(TimeProvider time, TimeZoneInfo zone)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _moved = NewSignal();
    private long _offsetTicks;

    /// <summary>The city's time zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The present business instant in UTC, whole microseconds (what PostgreSQL keeps).</summary>
    public DateTimeOffset Now => Microseconds.Floor(time.GetUtcNow() + Offset);

    /// <summary>The present business day in the city's zone.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>How far business time is ahead of system time; zero outside Development.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Completes when the clock is moved next. Whoever sleeps until a business instant waits for this as well.</summary>
    public Task Moved
    {
        get
        {
            lock (_gate)
            {
                return _moved.Task;
            }
        }
    }

    /// <summary>The city's day that an instant falls on.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public void Move(TimeSpan offset)
    {
        TaskCompletionSource moved;
        lock (_gate)
        {
            Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
            moved = _moved;
            _moved = NewSignal();
        }
        moved.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
