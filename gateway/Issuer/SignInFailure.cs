namespace Efficiency.Gateway.Issuer;

/// <summary>
/// Failed attempts to sign in as one client from one address. The pair is locked, not the client: otherwise anybody who knows
/// a client's id could shut a department out.
/// </summary>
internal sealed class SignInFailure
{
    public required string ClientId { get; init; }
    public required string Address { get; init; }
    public required int Failures { get; init; }
    /// <summary>When the count began; it starts anew after <see cref="LockOut.Window"/>.</summary>
    public required DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
}
