using Efficiency.Contracts;
using Efficiency.Gateway.Domain;
using Efficiency.Gateway.Limits;
using Efficiency.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace Efficiency.Gateway.Proxy;

/// <summary>What could not be forwarded is answered as a problem with a trace id, never as a bare 502.</summary>
internal static class ProxyFailures
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is { } failure && !context.Response.HasStarted)
        {
            await AnswerAsync(context, failure);
        }
    }

    private static async Task AnswerAsync(HttpContext context, IForwarderErrorFeature failure)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        var service = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        if (failure.Error is not ForwarderError.RequestBodyClient)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProxyFailures)).LogWarning(
                "{Method} to {Service} was not forwarded: {Error}, {Reason}",
                context.Request.Method,
                service,
                failure.Error,
                failure.Exception?.Message);
        }

        context.Response.Clear();
        await Problems.WriteAsync(context, RefusalOf(failure, service));
    }

    private static Refusal RefusalOf(IForwarderErrorFeature failure, string service) => failure switch
    {
        { Error: ForwarderError.RequestTimedOut } => Refusals.ServiceTimedOut(service),
        { Exception: { } cause } when IsTooLarge(cause) => BodyLimit.TooLarge,
        { Error: ForwarderError.RequestBodyClient or ForwarderError.RequestCreation } => Refusals.BodyBroken,
        _ => Refusals.ServiceUnreachable(service),
    };

    private static bool IsTooLarge(Exception cause)
    {
        for (Exception? next = cause; next is not null; next = next.InnerException)
        {
            if (next is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            {
                return true;
            }
        }
        return cause is AggregateException several && several.InnerExceptions.Any(IsTooLarge);
    }
}
