using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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

/// <summary>PostgreSQL's driver takes instants in UTC only.</summary>
internal sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(), instant => instant);
