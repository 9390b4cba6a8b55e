namespace Efficiency.Gateway.Features.Ops;

/// <param name="Now">The present business instant.</param>
/// <param name="OffsetSeconds">How far business time is ahead of system time.</param>
internal sealed record ClockView(DateTimeOffset Now, decimal OffsetSeconds)
{
    public static ClockView Of(TimeSpan offset, DateTimeOffset systemNow) =>
        new(systemNow + offset, (decimal)offset.Ticks / TimeSpan.TicksPerSecond);
}
