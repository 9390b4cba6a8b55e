using System.Security.Claims;
using System.Security.Cryptography;
using Efficiency.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Efficiency.TestKit;

/// <summary>Signs access tokens as the gateway does, with a key that only lives in this process.</summary>
public static class TestIssuer
{
    public const string Address = "http://issuer.test/";
    public const string Audience = "efficiency-api";

    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>What a service under test would have fetched from the issuer.</summary>
    public static OpenIdConnectConfiguration Metadata
    {
        get
        {
            var metadata = new OpenIdConnectConfiguration { Issuer = Address };
            metadata.SigningKeys.Add(Key);
            return metadata;
        }
    }

    /// <param name="roles">Names of <see cref="Roles"/>.</param>
    /// <param name="unitIds">Roots of the subtrees that the caller works in.</param>
    /// <param name="staffId">The member of staff that the client acts as.</param>
    /// <param name="subject">The client's id; two clients have two sets of idempotency keys.</param>
    /// <param name="validFor">Negative for a token that has expired.</param>
    public static string Token(
        IEnumerable<string> roles,
        IEnumerable<Guid>? unitIds = null,
        Guid? staffId = null,
        string subject = "test-client",
        TimeSpan? validFor = null
    )
    {
        List<Claim> claims = [new(Claims.Subject, subject)];
        claims.AddRange(roles.Select(role => new Claim(Claims.Role, role)));
        claims.AddRange((unitIds ?? []).Select(unit => new Claim(Claims.Unit, unit.ToString())));
        if (staffId is { } staff)
        {
            claims.Add(new Claim(Claims.StaffId, staff.ToString()));
        }

        var expires = TimeProvider.System.GetUtcNow().UtcDateTime + (validFor ?? TimeSpan.FromMinutes(10));
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Address,
                Audience = Audience,
                Subject = new ClaimsIdentity(claims),
                IssuedAt = expires.AddMinutes(-20),
                NotBefore = expires.AddMinutes(-20),
                Expires = expires,
                TokenType = "at+jwt",
                SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
            }
        );
    }
}
