namespace Efficiency.Messaging;

/// <summary>PostgreSQL keeps microseconds; an instant is cut to them before it is hashed, compared or published.</summary>
public static class Microseconds
{
    public static DateTimeOffset Floor(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
