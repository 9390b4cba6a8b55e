using System.Security.Cryptography;

namespace Efficiency.Messaging;

/// <summary>
/// The keys that sign audit seals; they stand in a folder outside the database. <c>audit-signing.pem</c> signs; earlier keys stay
/// beside it as <c>audit-signing-*.pem</c> (private or public) so that old seals can be verified.
/// </summary>
public sealed class AuditKeys : IDisposable
{
    public const string FileName = "audit-signing.pem";

    private readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);
    private readonly string _current;

    /// <exception cref="FileNotFoundException">The folder has no signing key.</exception>
    public AuditKeys(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no audit signing key {file}. In Production it is mounted; in Development the migration step makes it.");
        }
        _current = Load(file);
        foreach (var earlier in Directory.EnumerateFiles(folder, "audit-signing-*.pem"))
        {
            Load(earlier);
        }
    }

    public string CurrentId => _current;

    public byte[] Sign(byte[] head)
    {
        lock (_keys)
        {
            return _keys[_current].SignData(head, HashAlgorithmName.SHA256);
        }
    }

    /// <summary>False where the signature is wrong or its key is unknown.</summary>
    public bool Verify(string keyId, byte[] head, byte[] signature)
    {
        lock (_keys)
        {
            return _keys.TryGetValue(keyId, out var key) && key.VerifyData(head, signature, HashAlgorithmName.SHA256);
        }
    }

    /// <summary>Makes a signing key where there is none; two processes that start together end with the same one.</summary>
    public static void CreateMissing(string folder)
    {
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        KeyFiles.CreateOnce(Path.Combine(folder, FileName), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private string Load(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        _keys[id] = key;
        return id;
    }
}

/// <summary>Writes key files that only their owner can read.</summary>
public static class KeyFiles
{
    /// <summary>Creates the file with this content unless it exists. Never leaves a part of it under its name.</summary>
    public static void CreateOnce(string path, string content)
    {
        if (File.Exists(path))
        {
            return;
        }
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var writer = new StreamWriter(new FileStream(draft, options)))
        {
            writer.Write(content);
        }
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first: its key counts.
            File.Delete(draft);
        }
    }
}
