using Efficiency.Gateway.Limits;
using Efficiency.Gateway.Tokens;
using Efficiency.ServiceDefaults;
using Yarp.ReverseProxy.Model;

namespace Efficiency.Gateway;

/// <summary>The order in which a request passes.</summary>
internal static class GatewayPipeline
{
    public static void UseGateway(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<TokenGate>();
        app.UseRateLimiter();
        app.UseMiddleware<RefuseBadTokens>();

        // What goes on to a service leaves here: what follows is for the gateway's own routes, and costs.
        app.Use((HttpContext context, RequestDelegate next) =>
            context.GetEndpoint() is { RequestDelegate: { } forward } endpoint && endpoint.Metadata.GetMetadata<RouteModel>() is not null
                ? forward(context)
                : next(context));

        app.UseMiddleware<TokenRequestLimit>();
        app.UseService();
    }
}
