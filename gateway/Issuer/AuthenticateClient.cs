using Microsoft.AspNetCore;
using System.Net;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Efficiency.Gateway.Issuer;

/// <summary>
/// Decides whether a client is who it says. An unknown client, a wrong secret, a revoked client and a locked one get the same
/// answer in the same time. Takes the place of OpenIddict's own check of the secret and runs before it looks up the client.
/// </summary>
internal sealed class AuthenticateClient(IssuerClients clients, LockOut lockOut, ILogger<AuthenticateClient> log)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private const string Refused = "The client is unknown, its secret is wrong, or it may not sign in now.";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
            .UseScopedHandler<AuthenticateClient>()
            .SetOrder(OpenIddictServerHandlers.ValidateClientId.Descriptor.Order - 1)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.Request?.ClientId is not { Length: > 0 } clientId ||
            context.Request.ClientSecret is not { Length: > 0 } secret)
        {
            return; // OpenIddict's own handlers refuse what is missing.
        }

        var cancellation = context.CancellationToken;
        var address = AddressOf(context);
        if (await clients.FindByClientIdAsync(clientId, cancellation) is not { } client)
        {
            await clients.PretendToCheckAsync(secret, cancellation);
            log.LogWarning("Sign-in refused from {Address}: no such client", address);
            Refuse(context);
            return;
        }

        // The secret is checked even while the pair is locked: the time must not tell that it is.
        var right = await clients.ValidateClientSecretAsync(client, secret, cancellation);
        var failure = await lockOut.FindAsync(clientId, address, cancellation);
        if (lockOut.IsLocked(failure))
        {
            log.LogWarning("Sign-in of {ClientId} refused from {Address}: locked", clientId, address);
            Refuse(context);
        }
        else if (!right)
        {
            log.LogWarning("Sign-in of {ClientId} refused from {Address}: wrong secret", clientId, address);
            await lockOut.FailedAsync(client, address, cancellation);
            Refuse(context);
        }
        else if (client.RevokedAt is not null)
        {
            log.LogWarning("Sign-in of {ClientId} refused from {Address}: revoked", clientId, address);
            Refuse(context);
        }
        else if (failure is not null)
        {
            await lockOut.SucceededAsync(clientId, address, cancellation);
        }
    }

    private static void Refuse(ProcessAuthenticationContext context) =>
        context.Reject(OpenIddictConstants.Errors.InvalidClient, Refused);

    private static string AddressOf(ProcessAuthenticationContext context) =>
        (context.Transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None).ToString();
}
