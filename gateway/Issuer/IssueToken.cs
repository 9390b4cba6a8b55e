using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Efficiency.Gateway.Issuer;

/// <summary>Client credentials: what the client's record says becomes the token's claims.</summary>
internal sealed class IssueToken(IssuerClients clients) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public const string Audience = "efficiency-api";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
            .UseScopedHandler<IssueToken>()
            .SetOrder(0)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
        {
            return;
        }

        var client = await clients.FindByClientIdAsync(context.Request.ClientId!, context.CancellationToken)
            ?? throw new InvalidOperationException("A client that was authenticated a moment ago is gone.");
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, "sub", "role");
        identity.SetClaim(OpenIddictConstants.Claims.Subject, client.ClientId);
        identity.SetClaims("role", [.. client.Roles]);
        identity.SetClaims("unit", [.. client.UnitIds.Select(unit => unit.ToString())]);
        identity.SetClaim("staff_id", client.StaffId?.ToString());
        identity.SetResources(Audience);
        identity.SetDestinations(static _ => [OpenIddictConstants.Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }
}
