using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace Efficiency.Gateway.Issuer;

/// <summary>The clients that may ask for tokens, on OpenIddict's own register. Secrets are hashed there (PBKDF2).</summary>
internal sealed class IssuerClients(
    IOpenIddictApplicationCache<Client> cache,
    ILogger<OpenIddictApplicationManager<Client>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<Client> store)
    : OpenIddictApplicationManager<Client>(cache, logger, options, store)
{
    private static string? _decoy;

    /// <summary>Does the work of a secret check for a client that does not exist, so that the time tells nothing.</summary>
    public async Task PretendToCheckAsync(string secret, CancellationToken cancellationToken)
    {
        _decoy ??= await ObfuscateClientSecretAsync("there is no such client", cancellationToken);
        await ValidateClientSecretAsync(secret, _decoy, cancellationToken);
    }

    /// <summary>Registers a client and saves, with whatever else the unit of work holds.</summary>
    /// <param name="client">Not yet registered.</param>
    /// <param name="name">Unique.</param>
    /// <param name="secret">Shown nowhere again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RegisterAsync(Client client, string name, string secret, CancellationToken cancellationToken)
    {
        await PopulateAsync(
            client,
            new OpenIddictApplicationDescriptor
            {
                ClientId = client.ClientId,
                ClientType = OpenIddictConstants.ClientTypes.Confidential,
                DisplayName = name,
                Permissions =
                {
                    OpenIddictConstants.Permissions.Endpoints.Token,
                    OpenIddictConstants.Permissions.GrantTypes.ClientCredentials,
                },
            },
            cancellationToken);
        await CreateAsync(client, secret, cancellationToken);
    }

    /// <summary>256 random bits: nothing to guess.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
