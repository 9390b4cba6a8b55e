using Efficiency.Gateway.Limits;
using Efficiency.Gateway.Suite;
using Efficiency.ServiceDefaults;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Efficiency.Gateway.Proxy;

/// <summary>The way in to the four services.</summary>
internal static class ProxySetup
{
    public static WebApplicationBuilder AddProxy(this WebApplicationBuilder builder)
    {
        // One entry for each request; traces and metrics have that.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, UnreachableIsUnhealthy>();
        builder.Services.AddSingleton<IProxyConfigProvider>(services => new InMemoryConfigProvider(
            ServiceRoutes.Routes(),
            ServiceRoutes.Clusters(
                services.GetRequiredService<SuiteServices>(),
                services.GetRequiredService<IOptions<GatewayLimits>>().Value)));
        builder.Services.AddReverseProxy()
            .ConfigureHttpClient((context, handler) =>
                handler.ConnectTimeout = builder.Configuration.GetValue("Limits:Connect", new GatewayLimits().Connect))
            .AddTransforms(context =>
            {
                // X-Forwarded-* is what this gateway saw (the default is to overwrite); the standard header is not made, so a caller's is dropped.
                context.AddRequestHeaderRemove("Forwarded");
                context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
            });
        return builder;
    }

    /// <summary>Who may call what is decided by the services, which check the token again.</summary>
    public static void MapServices(this WebApplication app) => app
        .MapReverseProxy(proxy =>
        {
            proxy.Use((HttpContext context, RequestDelegate next) => ProxyFailures.AnswerAsync(context, next));
            proxy.Use((HttpContext context, RequestDelegate next) => SafeRetry.RunAsync(context, next));
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        })
        .AllowAnyone();
}
