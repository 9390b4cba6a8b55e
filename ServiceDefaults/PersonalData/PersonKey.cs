using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Efficiency.ServiceDefaults;

/// <summary>Seals and opens one person's data. A box of one person cannot be opened as another's.</summary>
public sealed class PersonKey
{
    private const string Algorithm = "A256GCM";

    private readonly Guid _personId;
    private readonly string _keyId;

    internal PersonKey(Guid personId, string keyId, byte[] bytes)
    {
        _personId = personId;
        _keyId = keyId;
        Bytes = bytes;
    }

    internal byte[] Bytes { get; }

    public Sealed Seal(string text) => new(
        $"{Algorithm}:{_keyId}:{Base64Url.EncodeToString(AesGcmBox.Seal(Bytes, Encoding.UTF8.GetBytes(text), Context))}");

    /// <summary>Null stays null.</summary>
    public Sealed? SealOptional(string? text) => text is null ? null : Seal(text);

    public string Unseal(Sealed data)
    {
        var parts = data.Text.Split(':');
        if (parts is not [Algorithm, _, _] || !string.Equals(parts[1], _keyId, StringComparison.Ordinal))
        {
            throw new CryptographicException("Sealed with another algorithm or key.");
        }

        return Encoding.UTF8.GetString(AesGcmBox.Open(Bytes, Base64Url.DecodeFromChars(parts[2]), Context));
    }

    /// <summary>Null stays null.</summary>
    public string? Unseal(Sealed? data) => data is { } sealedData ? Unseal(sealedData) : null;

    private byte[] Context => _personId.ToByteArray(bigEndian: true);
}
