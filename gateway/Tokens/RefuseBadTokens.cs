using Efficiency.Contracts;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Tokens;

/// <summary>A bad token gets 401 at the door, on every route: whoever sends one believes to be known.</summary>
internal sealed class RefuseBadTokens(RequestDelegate next)
{
    private static readonly Refusal NotAuthenticated = new("not-authenticated", "API");

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<BadToken>() is null)
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.WriteAsync(context, NotAuthenticated);
    }
}
