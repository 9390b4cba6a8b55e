using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Suite;

/// <summary>What a service that starts asks for; not for the outside, Development only.</summary>
internal static class InternalClock
{
    public static void MapInternalClock(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/internal/clock", async (SuiteClock clock, CancellationToken cancellationToken) =>
                    new ClockOffset((await clock.OffsetAsync(cancellationToken)).Ticks))
                .RequireInternalKey();
        }
    }
}
