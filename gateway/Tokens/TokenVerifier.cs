using Efficiency.Gateway.Issuer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Efficiency.Gateway.Tokens;

/// <summary>
/// Checks access tokens at the door. A checked token is remembered under its SHA-256 for a few seconds, never past its own
/// expiry, so that the signature is not computed for each of a busy client's requests. Services check again themselves.
/// </summary>
internal sealed class TokenVerifier(IOptionsMonitor<OpenIddictServerOptions> issuer, VerifiedTokens verified, TimeProvider time)
{
    private const int LongestToken = 8 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private TokenValidationParameters? _parameters;

    /// <returns>What the token says, or null where it is not to be trusted.</returns>
    public ValueTask<VerifiedToken?> VerifyAsync(ReadOnlyMemory<char> token)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return ValueTask.FromResult<VerifiedToken?>(null);
        }

        var hash = TokenHash.Of(token.Span);
        return verified.Find(hash, time.GetUtcNow()) is { } known
            ? ValueTask.FromResult<VerifiedToken?>(known)
            : CheckAsync(token.ToString(), hash);
    }

    private async ValueTask<VerifiedToken?> CheckAsync(string token, TokenHash hash)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters ??= Parameters());
        if (!result.IsValid || result.ClaimsIdentity.FindFirst("client_id")?.Value is not { Length: > 0 } clientId)
        {
            return null;
        }

        var trusted = new VerifiedToken(clientId, result.ClaimsIdentity, new DateTimeOffset(result.SecurityToken.ValidTo));
        verified.Add(hash, trusted, time.GetUtcNow());
        return trusted;
    }

    private TokenValidationParameters Parameters()
    {
        var options = issuer.CurrentValue;
        return new TokenValidationParameters
        {
            ValidIssuer = options.Issuer!.AbsoluteUri,
            ValidAudience = IssueToken.Audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = options.SigningCredentials.Select(credentials => credentials.Key),
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires, time.GetUtcNow()),
            NameClaimType = "sub",
            RoleClaimType = "role",
        };
    }

    /// <summary>The expiry is exclusive and strict; a start may lie 5 s ahead, the clocks of two replicas differ by that.</summary>
    private static bool IsAlive(DateTime? notBefore, DateTime? expires, DateTimeOffset now) =>
        expires > now.UtcDateTime && (notBefore is null || notBefore <= now.UtcDateTime.AddSeconds(5));
}
