using Efficiency.Contracts;
using Efficiency.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Efficiency.Gateway.Limits;

/// <summary>
/// Refuses a body that says it is too large before a byte of it is read. One that does not say its size is cut off by the
/// server at the same limit.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next, IOptions<GatewayLimits> limits)
{
    public static readonly Refusal TooLarge = new("body-too-large", "API");

    private readonly long _limit = limits.Value.RequestBodyBytes;

    public Task InvokeAsync(HttpContext context) => context.Request.ContentLength > _limit
        ? Problems.WriteAsync(context, TooLarge)
        : next(context);
}
