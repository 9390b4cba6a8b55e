using Efficiency.Contracts;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Efficiency.Gateway.Limits;

/// <summary>
/// Refuses a body that says it is too large before a byte of it is passed on. The server takes some more, so that it is
/// drained and its sender reads why. One that does not say its size is cut off at the same limit.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next, IOptions<GatewayLimits> limits)
{
    public static readonly Refusal TooLarge = new("body-too-large", "API");

    /// <summary>The server's own limit, in limits of the gateway.</summary>
    public const int Drained = 4;

    private readonly long _limit = limits.Value.RequestBodyBytes;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength > _limit)
        {
            return Problems.WriteAsync(context, TooLarge);
        }

        if (context.Request.Headers.TransferEncoding.Count > 0 &&
            context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = _limit;
        }
        return next(context);
    }
}
