using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Efficiency.ServiceDefaults;

/// <summary>Services verify tokens themselves, also behind the gateway. Tokens live in system time, never in shifted business time.</summary>
internal static class TokenVerification
{
    public const string Audience = "efficiency-api";

    public static void AddTokenVerification(this IHostApplicationBuilder builder)
    {
        var issuer = builder.Configuration["Auth:Issuer"]
            ?? throw new InvalidOperationException("Auth:Issuer is not set: the external address of the token issuer.");
        var internalAddress = builder.Configuration["services:gateway:http:0"] ?? issuer;
        var development = builder.Environment.IsDevelopment();

        if (!development && !issuer.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException("Auth:Issuer must be an https address outside Development.");
        }

        builder.Services.AddHttpClient<IssuerKeysClient>(client => client.Timeout = TimeSpan.FromSeconds(5));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.RequireHttpsMetadata = !development;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuers = [issuer, new Uri(issuer).AbsoluteUri],
                ValidAudience = Audience,
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
                NameClaimType = Claims.Subject,
                RoleClaimType = Claims.Role,
                ClockSkew = TimeSpan.FromSeconds(30),
            };
        });
        // The internal address of the gateway is inside the suite's own network, where plain HTTP may be the choice.
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IssuerKeysClient>((options, client) => options.ConfigurationManager = new IssuerMetadata(
                new Uri(issuer), new Uri(internalAddress), client.Http, requireHttps: false));
        builder.Services.AddAuthorization();
    }

    internal sealed class IssuerKeysClient(HttpClient http)
    {
        public HttpClient Http { get; } = http;
    }
}
