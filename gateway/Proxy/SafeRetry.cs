using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Efficiency.Gateway.Proxy;

/// <summary>
/// A read that did not reach one copy is tried once at each of the others. Nothing else is ever sent twice: whether a POST
/// was carried out only its caller can find out, by repeating it under the same Idempotency-Key.
/// </summary>
internal static class SafeRetry
{
    public static Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? RunReadAsync(context, next) : next(context);
    }

    private static async Task RunReadAsync(HttpContext context, RequestDelegate next)
    {
        var proxy = context.GetReverseProxyFeature();
        var untried = proxy.AvailableDestinations;
        await next(context);
        while (NotReached(context) && proxy.ProxiedDestination is { } failed && untried.Count > 1)
        {
            untried = [.. untried.Where(destination => destination != failed)];
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            proxy.AvailableDestinations = untried;
            await next(context);
        }
    }

    private static bool NotReached(HttpContext context) =>
        context.Features.Get<IForwarderErrorFeature>()?.Error is ForwarderError.Request &&
        !context.Response.HasStarted &&
        !context.RequestAborted.IsCancellationRequested;
}
