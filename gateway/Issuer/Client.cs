using OpenIddict.EntityFrameworkCore.Models;

namespace Efficiency.Gateway.Issuer;

/// <summary>
/// A system or a service account that may ask for tokens. What stands here is what its tokens say: roles, units and the
/// member of staff for whom it acts.
/// </summary>
internal sealed class Client : OpenIddictEntityFrameworkCoreApplication<Guid, ClientAuthorization, ClientToken>
{
    public Client()
    {
        Id = Guid.CreateVersion7();
        ClientId = Id.ToString();
    }

    /// <summary>Role names in kebab-case; at least one.</summary>
    public required string[] Roles { get; init; }

    /// <summary>Units whose subtrees the client reaches; empty means the whole city for the roles that allow it.</summary>
    public required Guid[] UnitIds { get; init; }

    public Guid? StaffId { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>From this instant on no token is issued any more; tokens already issued run out within ten minutes.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>1 at registration, one more with each change.</summary>
    public int Version { get; private set; } = 1;

    public void Revoke(DateTimeOffset now)
    {
        RevokedAt = now;
        Version++;
    }
}

internal sealed class ClientAuthorization : OpenIddictEntityFrameworkCoreAuthorization<Guid, Client, ClientToken>;

internal sealed class ClientScope : OpenIddictEntityFrameworkCoreScope<Guid>;

internal sealed class ClientToken : OpenIddictEntityFrameworkCoreToken<Guid, Client, ClientAuthorization>;
