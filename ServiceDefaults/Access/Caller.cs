using System.Collections.Frozen;
using System.Security.Claims;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults;

/// <summary>The claims of an access token that this suite reads.</summary>
public static class Claims
{
    public const string Subject = "sub";
    public const string Role = "role";
    /// <summary>Repeated: the roots of the subtrees that the caller works in.</summary>
    public const string Unit = "unit";
    public const string StaffId = "staff_id";
}

/// <summary>Who calls, from the verified token. One per request; outside a request, and without a token, it is nobody.</summary>
public sealed class Caller
{
    public string Subject { get; private set; } = "anonymous";

    /// <summary>The member of staff that the client acts as; null for a department's system.</summary>
    public Guid? StaffId { get; private set; }

    public IReadOnlySet<string> Roles { get; private set; } = FrozenSet<string>.Empty;

    /// <summary>Each with all that lies below it.</summary>
    public IReadOnlyList<Guid> UnitIds { get; private set; } = [];

    public bool IsAnonymous { get; private set; } = true;

    /// <summary>An administrator, auditor or operator whose token names no unit.</summary>
    public bool ReachesWholeCity => UnitIds.Count == 0
        && (Has(ServiceDefaults.Roles.Administrator) || Has(ServiceDefaults.Roles.Auditor) || Has(ServiceDefaults.Roles.Ops));

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Whether <paramref name="unitId"/> lies in the caller's units or below; a unit not heard of yet does not.</summary>
    public async Task<bool> ReachesAsync(DbContext db, Guid unitId, CancellationToken cancellationToken = default) =>
        ReachesWholeCity
        || UnitIds.Contains(unitId)
        || (UnitIds.Count > 0 && await UnitTree.LiesUnderAsync(db, unitId, UnitIds, cancellationToken));

    internal Actor Actor => (IsAnonymous, StaffId) switch
    {
        (true, _) => Actor.Anonymous,
        (_, { } staff) => new Actor("staff", staff.ToString()),
        _ => new Actor("client", Subject),
    };

    internal void Read(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || principal.FindFirstValue(Claims.Subject) is not { Length: > 0 } subject)
        {
            return;
        }

        IsAnonymous = false;
        Subject = subject;
        StaffId = Guid.TryParse(principal.FindFirstValue(Claims.StaffId), out var staff) ? staff : null;
        Roles = principal.FindAll(Claims.Role).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        UnitIds = [.. principal.FindAll(Claims.Unit)
            .Select(claim => Guid.TryParse(claim.Value, out var unit) ? unit : (Guid?)null)
            .OfType<Guid>()];
    }
}
