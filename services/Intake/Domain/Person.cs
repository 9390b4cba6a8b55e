namespace Efficiency.Intake.Domain;

/// <summary>
/// A citizen as the service keeps him: ciphertexts under a key of his own, and keyed hashes for exact search.
/// Plain text never reaches the domain, so it can't reach an event or the audit either.
/// </summary>
internal sealed record Person
{
    /// <summary>Owner of the data key; destroying that key erases the person everywhere.</summary>
    public required Guid PersonId { get; init; }
    public byte[]? Name { get; init; }
    public byte[]? Phone { get; init; }
    /// <summary>Over the digits only, so that spaces and hyphens do not hide a number.</summary>
    public byte[]? PhoneHash { get; init; }
    public byte[]? IdentityNumber { get; init; }
    public byte[]? IdentityHash { get; init; }
}
