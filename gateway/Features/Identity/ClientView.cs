using Efficiency.Gateway.Issuer;

namespace Efficiency.Gateway.Features.Identity;

/// <summary>A client as administrators see it; its secret is kept as a hash and never shown.</summary>
/// <param name="ClientId">What it signs in as.</param>
/// <param name="Name">Unique.</param>
/// <param name="Roles">What its tokens may open.</param>
/// <param name="UnitIds">Roots of the subtrees that it works in; empty for the whole city.</param>
/// <param name="StaffId">The member of staff that it acts for.</param>
/// <param name="RegisteredAt">System time.</param>
/// <param name="RevokedAt">System time; null while it may sign in.</param>
/// <param name="Version">Goes into If-Match.</param>
internal sealed record ClientView(
    string ClientId,
    string Name,
    IReadOnlyList<string> Roles,
    IReadOnlyList<Guid> UnitIds,
    Guid? StaffId,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? RevokedAt,
    int Version)
{
    public static ClientView Of(Client client) => new(
        client.ClientId!,
        client.DisplayName!,
        client.Roles,
        client.UnitIds,
        client.StaffId,
        client.RegisteredAt,
        client.RevokedAt,
        client.Version);
}
