using Microsoft.AspNetCore.Authentication;

namespace Efficiency.Gateway.Tokens;

internal static class TokenSetup
{
    public static WebApplicationBuilder AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<VerifiedTokens>();
        builder.Services.AddSingleton<TokenVerifier>();
        builder.Services.AddAuthentication(GateAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, GateAuthentication>(GateAuthentication.SchemeName, configureOptions: null);
        return builder;
    }
}
