namespace Efficiency.Contracts;

/// <summary>
/// The head of a service's audit chain. Every other service keeps it, so that a cut tail or a recomputed chain is found.
/// One name for all services: <see cref="Service"/> says whose chain it is.
/// </summary>
[Event("audit.sealed")]
public sealed record AuditSealed
{
    public required string Service { get; init; }
    /// <summary>1, 2, 3 ... per service.</summary>
    public required long Number { get; init; }
    /// <summary>Rows under this seal.</summary>
    public required int Rows { get; init; }
    /// <summary>SHA-256 of the chain up to and with this seal, lower-case hexadecimal.</summary>
    public required string Head { get; init; }
    /// <summary>ECDSA P-256 over the head, base64.</summary>
    public required string Signature { get; init; }
    public required string KeyId { get; init; }
    public required DateTimeOffset SealedAt { get; init; }
}
