using Efficiency.Gateway.Suite;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Features.Ops;

/// <summary>Where the business clock stands; Development only.</summary>
internal static class ReadClock
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/clock", HandleAsync).Allow(Roles.Ops, Roles.Administrator);

    private static async Task<ClockView> HandleAsync(SuiteClock clock, TimeProvider time, CancellationToken cancellationToken) =>
        ClockView.Of(await clock.OffsetAsync(cancellationToken), time.GetUtcNow());
}
