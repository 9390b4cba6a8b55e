using Efficiency.Gateway.Persistence;
using Microsoft.Extensions.Options;
using OpenIddict.Core;
using OpenIddict.Server;

namespace Efficiency.Gateway.Issuer;

/// <summary>The embedded issuer: OAuth 2.0 client credentials at /connect/token, discovery and keys beside it.</summary>
internal static class IssuerSetup
{
    public const string TokenPath = "/connect/token";

    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);

    public static WebApplicationBuilder AddIssuer(this WebApplicationBuilder builder)
    {
        var issuer = new Uri(builder.Configuration["Auth:Issuer"]
            ?? throw new InvalidOperationException("Auth:Issuer, the gateway's external address, is not configured."));
        var development = builder.Environment.IsDevelopment();
        if (!development && issuer.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException($"Auth:Issuer is {issuer}: outside Development it must be https.");
        }

        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, IssuerCredentials>();
        builder.Services.AddScoped(services => (IssuerClients)services.GetRequiredService<OpenIddictApplicationManager<Client>>());
        builder.Services.AddScoped<LockOut>();
        builder.Services.AddHostedService<SigningKeyCheck>();
        builder.Services.AddScoped<FirstAdministrator>();
        builder.Services.AddOpenIddict()
            .AddCore(core => core
                .UseEntityFrameworkCore()
                .UseDbContext<GatewayDb>()
                .ReplaceDefaultEntities<Client, ClientAuthorization, ClientScope, ClientToken, Guid>())
            .AddCore(core => core.ReplaceApplicationManager<Client, IssuerClients>())
            .AddServer(server =>
            {
                server.SetIssuer(issuer)
                    .SetTokenEndpointUris(TokenPath)
                    .AllowClientCredentialsFlow()
                    .SetAccessTokenLifetime(TokenLifetime)
                    .DisableAccessTokenEncryption()
                    .DisableTokenStorage()
                    .DisableAuthorizationStorage()
                    .RegisterClaims("role", "unit", "staff_id");
                server.RemoveEventHandler(OpenIddictServerHandlers.ValidateClientSecret.Descriptor);
                server.AddEventHandler(AuthenticateClient.Descriptor);
                server.AddEventHandler(IssueToken.Descriptor);
                var host = server.UseAspNetCore().SuppressJsonResponseIndentation();
                if (development)
                {
                    host.DisableTransportSecurityRequirement();
                }
            });
        return builder;
    }
}
