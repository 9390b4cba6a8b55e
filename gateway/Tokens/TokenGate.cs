using Efficiency.Gateway.Issuer;

namespace Efficiency.Gateway.Tokens;

/// <summary>
/// Reads the bearer token of a request before limits and routing ask who calls. It refuses nothing itself: a bad token is
/// counted against the address by the rate limit first, then <see cref="RefuseBadTokens"/> answers it.
/// </summary>
internal sealed class TokenGate(RequestDelegate next, TokenVerifier verifier)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers.Authorization;
        if (headers.Count == 0 || context.Request.Path.Equals(IssuerSetup.TokenPath, StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        // Two Authorization headers, or another scheme, are no token of ours.
        if (headers.Count > 1 || headers[0] is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            context.Features.Set(BadToken.Instance);
            return next(context);
        }

        var verifying = verifier.VerifyAsync(header.AsMemory(Scheme.Length).Trim());
        if (!verifying.IsCompletedSuccessfully)
        {
            return FinishAsync(context, verifying);
        }

        Keep(context, verifying.Result);
        return next(context);
    }

    private async Task FinishAsync(HttpContext context, ValueTask<VerifiedToken?> verifying)
    {
        Keep(context, await verifying);
        await next(context);
    }

    private static void Keep(HttpContext context, VerifiedToken? token)
    {
        if (token is null)
        {
            context.Features.Set(BadToken.Instance);
        }
        else
        {
            context.Features.Set(token);
        }
    }
}

/// <summary>The request carries an Authorization header that is no valid token of this suite.</summary>
internal sealed class BadToken
{
    public static readonly BadToken Instance = new();

    private BadToken()
    {
    }
}
