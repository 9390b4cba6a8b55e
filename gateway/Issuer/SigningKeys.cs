using System.Security.Cryptography;
using System.Text;
using Efficiency.Gateway.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Efficiency.Gateway.Issuer;

/// <summary>
/// The keys that sign access tokens, the newest first; every replica reads the same. In Development they are made by the
/// migration step and kept in the identity database, sealed with the master key. Elsewhere they are mounted: one or more PEM
/// files, <c>Issuer:SigningKeyFiles</c> (default <c>token-signing*.pem</c> in <c>Keys:Folder</c>; the last by name signs).
/// </summary>
internal sealed class SigningKeys(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    IHostEnvironment environment,
    Keys keys,
    TimeProvider time)
{
    private const string Purpose = "token-signing";
    private const int KeySize = 2048;

    private readonly Lock _gate = new();
    private IReadOnlyList<RsaSecurityKey>? _loaded;

    /// <exception cref="InvalidOperationException">There is no key.</exception>
    public IReadOnlyList<RsaSecurityKey> Load()
    {
        lock (_gate)
        {
            return _loaded ??= environment.IsDevelopment() ? FromDatabase() : FromFiles();
        }
    }

    /// <summary>
    /// The key that encrypts what only the gateway reads (authorization codes, refresh tokens), derived from a signing key: one
    /// secret to mount and to rotate.
    /// </summary>
    public static SymmetricSecurityKey EncryptionKeyOf(RsaSecurityKey signing) => new(HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        signing.Rsa.ExportParameters(includePrivateParameters: true).D!,
        outputLength: 32,
        info: "efficiency/token-encryption"u8.ToArray()));

    /// <summary>Makes the first key, in Development only.</summary>
    public async Task EnsureAsync(GatewayDb db, CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || await db.SigningKeys.AnyAsync(cancellationToken))
        {
            return;
        }

        using var rsa = RSA.Create(KeySize);
        var id = IdOf(rsa);
        db.SigningKeys.Add(new SigningKeyRow
        {
            KeyId = id,
            SealedPrivateKey = keys.Seal(Purpose, context: Encoding.UTF8.GetBytes(id), text: rsa.ExportPkcs8PrivateKey()),
            CreatedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private List<RsaSecurityKey> FromDatabase()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDb>().SigningKeys
            .AsNoTracking()
            .OrderByDescending(k => k.CreatedAt)
            .ToList();
        return rows.Count > 0
            ? rows.ConvertAll(row =>
            {
                var rsa = RSA.Create();
                rsa.ImportPkcs8PrivateKey(
                    keys.Open(Purpose, context: Encoding.UTF8.GetBytes(row.KeyId), box: row.SealedPrivateKey),
                    out _);
                return new RsaSecurityKey(rsa) { KeyId = row.KeyId };
            })
            : throw new InvalidOperationException("The identity database holds no signing key: run the migration step first.");
    }

    private List<RsaSecurityKey> FromFiles()
    {
        var folder = configuration["Keys:Folder"] ?? string.Empty;
        var files = configuration.GetSection("Issuer:SigningKeyFiles").Get<string[]>()
            ?? (Directory.Exists(folder) ? Directory.GetFiles(folder, "token-signing*.pem") : []);
        if (files.Length == 0)
        {
            throw new InvalidOperationException(
                "No key to sign tokens with: mount token-signing.pem (RSA, at least 2048 bits) in Keys:Folder or name it in Issuer:SigningKeyFiles.");
        }

        return [.. files.OrderDescending(StringComparer.Ordinal).Select(file =>
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(File.ReadAllText(file));
            return rsa.KeySize >= 2048
                ? new RsaSecurityKey(rsa) { KeyId = IdOf(rsa) }
                : throw new InvalidOperationException($"{file}: an RSA key of at least 2048 bits is needed.");
        })];
    }

    private static string IdOf(RSA rsa) =>
        Convert.ToHexStringLower(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()).AsSpan(0, 16));
}
