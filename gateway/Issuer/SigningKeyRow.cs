namespace Efficiency.Gateway.Issuer;

/// <summary>
/// A key that signs access tokens, kept in the identity database in Development. The newest signs; all are published, so that
/// a token outlives the key's successor.
/// </summary>
internal sealed class SigningKeyRow
{
    /// <summary>The <c>kid</c> of tokens: the first 16 bytes of SHA-256 over the public key, lower-case hexadecimal.</summary>
    public required string KeyId { get; init; }

    /// <summary>PKCS#8, sealed with a master key, whose id stands in it.</summary>
    public required byte[] SealedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
