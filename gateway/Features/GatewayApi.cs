using Efficiency.Gateway.Features.Identity;
using Efficiency.Gateway.Features.Ops;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Features;

/// <summary>The gateway's own routes: /api/identity/v1 and /api/ops/v1.</summary>
internal static class GatewayApi
{
    public static void MapGatewayApi(this WebApplication app)
    {
        var identity = app.MapApi("identity");
        RegisterClient.Map(identity);
        ListClients.Map(identity);
        ReadClient.Map(identity);
        RevokeClient.Map(identity);

        var ops = app.MapApi("ops");
        ReadHealth.Map(ops);
        VerifyAudit.Map(ops);
        ListErrorQueues.Map(ops);
        ReplayErrorQueue.Map(ops);
        if (app.Environment.IsDevelopment())
        {
            ReadClock.Map(ops);
            MoveClock.Map(ops);
        }
    }
}
