using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// Citizens' data at rest: one data key a person, wrapped by the master key, so that erasing the key erases the person, and
/// rotating the master key rewraps small rows instead of re-encrypting data. Exact search goes over a keyed hash.
/// </summary>
public sealed class PersonalData(Keys keys)
{
    private const int DataKeyBytes = 32;

    /// <summary>A key for a person who has none; the row is added to this unit of work.</summary>
    public PersonKey Create(DbContext db, Guid personId)
    {
        var dataKey = RandomNumberGenerator.GetBytes(DataKeyBytes);
        var row = new PersonKeyRow
        {
            PersonId = personId,
            KeyId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            MasterKeyId = keys.CurrentId,
            Wrapped = AesGcmBox.Seal(keys.Derive(keys.CurrentId, Wrapping), dataKey, Context(personId)),
        };
        db.Add(row);
        return new PersonKey(personId, row.KeyId, dataKey);
    }

    /// <summary>The person's key; null once it is erased.</summary>
    public async Task<PersonKey?> FindAsync(DbContext db, Guid personId, CancellationToken cancellationToken = default)
    {
        var row = await db.Set<PersonKeyRow>().AsNoTracking()
            .SingleOrDefaultAsync(key => key.PersonId == personId, cancellationToken);
        return row is null ? null : Open(row);
    }

    /// <summary>The keys of many persons in one query, for lists; an erased person is not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonKey>> FindAsync(
        DbContext db, IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken = default)
    {
        var rows = await db.Set<PersonKeyRow>().AsNoTracking()
            .Where(key => personIds.Contains(key.PersonId))
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.PersonId, Open);
    }

    /// <summary>Erases the person: what was sealed with the key stays in its rows and can never be read again.</summary>
    public static Task EraseAsync(DbContext db, Guid personId, CancellationToken cancellationToken = default) =>
        db.Set<PersonKeyRow>().Where(key => key.PersonId == personId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Rewraps up to <paramref name="batch"/> keys that an older master key wraps; call until it returns 0.</summary>
    public async Task<int> RewrapAsync(DbContext db, int batch, CancellationToken cancellationToken = default)
    {
        var rows = await db.Set<PersonKeyRow>().AsTracking()
            .Where(key => key.MasterKeyId != keys.CurrentId)
            .OrderBy(key => key.PersonId)
            .Take(batch)
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.Wrapped = AesGcmBox.Seal(
                keys.Derive(keys.CurrentId, Wrapping), Open(row).Bytes, Context(row.PersonId));
            row.MasterKeyId = keys.CurrentId;
        }

        await db.SaveChangesAsync(cancellationToken);
        return rows.Count;
    }

    /// <summary>
    /// What is stored for exact search by phone, identity number or full name: 4 bytes of key id, then HMAC-SHA-256. Spacing,
    /// hyphens, width, case and the prefix +86 make no difference.
    /// </summary>
    public byte[] Hash(string text) => Hash(keys.CurrentId, Normalise(text));

    /// <summary>The hash under every key that is still known: what a search looks for while a rotation is under way.</summary>
    public IReadOnlyList<byte[]> Hashes(string text)
    {
        var normal = Normalise(text);
        return [.. keys.Ids.Select(id => Hash(id, normal))];
    }

    private const string Wrapping = "person-key";

    private PersonKey Open(PersonKeyRow row) => new(
        row.PersonId,
        row.KeyId,
        AesGcmBox.Open(keys.Derive(row.MasterKeyId, Wrapping), row.Wrapped, Context(row.PersonId)));

    private byte[] Hash(string id, string normal) =>
        [.. Convert.FromHexString(id), .. HMACSHA256.HashData(keys.Derive(id, "search"), Encoding.UTF8.GetBytes(normal))];

    private static byte[] Context(Guid personId) => personId.ToByteArray(bigEndian: true);

    private static string Normalise(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        var plain = new string([.. normal.Where(character => !char.IsWhiteSpace(character) && character != '-')]);
        return plain.StartsWith("+86", StringComparison.Ordinal) ? plain[3..] : plain;
    }
}
