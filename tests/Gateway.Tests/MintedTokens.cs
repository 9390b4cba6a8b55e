using System.Security.Claims;
using System.Security.Cryptography;
using Efficiency.Gateway.Issuer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Efficiency.Gateway.Tests;

/// <summary>Tokens that are wrong in one respect each.</summary>
internal static class MintedTokens
{
    public static string Of(
        GatewayHost gateway,
        string issuer = GatewayHost.Issuer + "/",
        string audience = "efficiency-api",
        string type = "at+jwt",
        TimeSpan? life = null,
        SecurityKey? key = null,
        bool signed = true)
    {
        var now = TimeProvider.System.GetUtcNow();
        var expires = now + (life ?? TimeSpan.FromMinutes(5));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = type,
            IssuedAt = (expires - TimeSpan.FromMinutes(10)).UtcDateTime,
            NotBefore = (expires - TimeSpan.FromMinutes(10)).UtcDateTime,
            Expires = expires.UtcDateTime,
            Subject = new ClaimsIdentity([new Claim("sub", "tester"), new Claim("client_id", "tester"), new Claim("role", "ops")]),
            SigningCredentials = signed
                ? new SigningCredentials(
                    key ?? gateway.Services.GetRequiredService<SigningKeys>().Load()[0], SecurityAlgorithms.RsaSha256)
                : null,
        });
    }

    public static RsaSecurityKey OtherKey(string keyId) => new(RSA.Create(2048)) { KeyId = keyId };
}
