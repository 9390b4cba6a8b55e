using System.Security.Cryptography;

namespace Efficiency.Gateway.Tests;

/// <summary>A signing key in a file, as it is mounted in Production.</summary>
internal sealed class SigningKeyFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-signing-").FullName;

    public SigningKeyFile()
    {
        using var rsa = RSA.Create(2048);
        File.WriteAllText(Path, rsa.ExportPkcs8PrivateKeyPem());
    }

    public string Path => System.IO.Path.Combine(_folder, "token-signing.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
