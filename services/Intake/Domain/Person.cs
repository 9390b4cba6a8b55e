namespace Efficiency.Intake.Domain;

/// <summary>
/// A citizen as the service keeps him: ciphertexts under a key of his own, and keyed hashes for exact search.
/// Plain text never reaches the domain, so it can't reach an event or the audit either.
/// </summary>
internal sealed record Person
{
    /// <summary>Owner of the data key; destroying that key erases the person everywhere.</summary>
    public required Guid PersonId { get; init; }
    public string? SealedName { get; init; }
    public string? SealedPhone { get; init; }
    public byte[]? PhoneHash { get; init; }
    public string? SealedIdentityNumber { get; init; }
    public byte[]? IdentityHash { get; init; }
}
