using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Efficiency.ServiceDefaults.Tests.Probe;

/// <summary>Stands where the gateway stands: discovery and keys under an internal address, the issuer under an external one.</summary>
internal sealed class ProbeIssuer : IAsyncDisposable
{
    public const string Issuer = "http://issuer.example:8080/";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _foreign = RSA.Create(2048);
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1:1/");

    public long OffsetTicks { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            jwks_uri = Issuer + ".well-known/jwks",
        }));
        _app.MapGet("/.well-known/jwks", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = "probe" });
            return Results.Json(new { keys = new[] { new { kty = key.Kty, kid = "probe", n = key.N, e = key.E, use = "sig" } } });
        });
        _app.MapGet("/internal/clock", (HttpRequest request) =>
            request.Headers.ContainsKey(InternalEndpoints.KeyHeader)
                ? Results.Json(new { offsetTicks = OffsetTicks })
                : Results.NotFound());
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single() + "/");
    }

    public string Token(
        IEnumerable<string> roles,
        IEnumerable<Guid>? units = null,
        Guid? staffId = null,
        string subject = "client-1",
        string? issuer = null,
        string audience = "efficiency-api",
        TimeSpan? validFor = null,
        bool foreignKey = false)
    {
        var claims = new List<Claim> { new(Claims.Subject, subject) };
        claims.AddRange(roles.Select(role => new Claim(Claims.Role, role)));
        claims.AddRange((units ?? []).Select(unit => new Claim(Claims.Unit, unit.ToString())));
        if (staffId is not null)
        {
            claims.Add(new Claim(Claims.StaffId, staffId.Value.ToString()));
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            NotBefore = now.AddHours(-2),
            IssuedAt = now.AddHours(-2),
            Expires = now + (validFor ?? TimeSpan.FromMinutes(10)),
            TokenType = "at+jwt",
            SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(foreignKey ? _foreign : _rsa) { KeyId = foreignKey ? "foreign" : "probe" },
                SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _rsa.Dispose();
        _foreign.Dispose();
    }
}
