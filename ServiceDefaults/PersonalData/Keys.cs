using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Efficiency.Messaging;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// The master keys of the suite, from <c>Keys:Folder</c>. <c>master.key</c> (32 bytes, base64) is the current one; any other
/// <c>master-*.key</c> is only read with. A key's id comes from its bytes, so that renaming a file changes nothing. To rotate:
/// lay the new key beside the old as <c>master-next.key</c> everywhere, restart, swap the names, restart, rewrap.
/// </summary>
public sealed class Keys
{
    public const string MasterFile = "master.key";
    private const int KeyBytes = 32;

    private readonly Dictionary<string, byte[]> _masters;
    private readonly ConcurrentDictionary<(string Id, string Purpose), byte[]> _derived = new();

    private Keys(string currentId, Dictionary<string, byte[]> masters)
    {
        CurrentId = currentId;
        _masters = masters;
    }

    /// <summary>Eight hexadecimal digits.</summary>
    public string CurrentId { get; }

    /// <summary>The current one first.</summary>
    public IEnumerable<string> Ids => _masters.Keys.OrderByDescending(id => string.Equals(id, CurrentId, StringComparison.Ordinal));

    /// <summary>What processes of the suite show each other on routes that the gateway does not forward (X-Internal-Key).</summary>
    public string InternalKey => Convert.ToBase64String(Derive(CurrentId, "internal"));

    public static Keys Read(string? folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new InvalidOperationException("Keys:Folder is not set: the folder that holds master.key.");
        }

        var current = Path.Combine(folder, MasterFile);
        if (!File.Exists(current))
        {
            throw new InvalidOperationException(
                $"The master key {current} is missing. In Development the migration step makes it; elsewhere mount it.");
        }

        var currentKey = ReadKey(current);
        var masters = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [IdOf(currentKey)] = currentKey };
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "master-*.key"))
        {
            var key = ReadKey(file);
            masters[IdOf(key)] = key;
        }

        return new Keys(IdOf(currentKey), masters);
    }

    /// <summary>
    /// Makes the folder and the master key where there is none. Several migration steps may do so at once: the first wins.
    /// </summary>
    public static void CreateMissing(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        KeyFiles.CreateOnce(
            Path.Combine(folder, MasterFile), Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n");
    }

    /// <summary>Encrypts under a key of its own for the purpose; the result begins with the 4 bytes of the master key's id.</summary>
    /// <param name="purpose">Names the use, for example <c>idempotency</c>.</param>
    /// <param name="context">Must be the same when it is opened; not kept in the result.</param>
    /// <param name="text">What is sealed.</param>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> context, ReadOnlySpan<byte> text) =>
        [.. Convert.FromHexString(CurrentId), .. AesGcmBox.Seal(Derive(CurrentId, purpose), text, context)];

    /// <exception cref="CryptographicException">Another key, purpose or context, or it was changed.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> context, ReadOnlySpan<byte> box) =>
        AesGcmBox.Open(Derive(Convert.ToHexStringLower(box[..4]), purpose), box[4..], context);

    /// <summary>A key of its own for each purpose, so that none is used in two ways.</summary>
    internal byte[] Derive(string id, string purpose) => _derived.GetOrAdd((id, purpose), static (name, masters) =>
        masters.TryGetValue(name.Id, out var master)
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: Encoding.UTF8.GetBytes("efficiency/" + name.Purpose))
            : throw new CryptographicException($"The master key {name.Id} is not in the folder of keys."), _masters);

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "id"u8, .. key]))[..8];

    private static byte[] ReadKey(string file)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var length) && length == KeyBytes
            ? bytes
            : throw new InvalidOperationException($"{file} is not a key: 32 bytes in base64 are expected.");
    }
}
