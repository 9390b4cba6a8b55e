using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Efficiency.Messaging;

/// <summary>How rows and seals are hashed. Changing anything here breaks every chain that was sealed before.</summary>
internal static class AuditHash
{
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 over the row's members as a JSON array in a fixed order; instants in UTC with microseconds.</summary>
    public static byte[] OfRow(AuditRow row)
    {
        string?[] members =
        [
            row.Id.ToString(), Instant(row.At), Instant(row.BusinessAt), row.ActorKind, row.ActorId, row.Action, row.SubjectKind,
            row.SubjectId.ToString(), row.UnitId?.ToString(), row.PolicyVersionId?.ToString(), row.ActingForPostId?.ToString(),
            row.TraceId, row.Detail,
        ];
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(members));
    }

    /// <summary>SHA-256 over the row hashes in the order of their positions.</summary>
    public static byte[] RootOf(IEnumerable<byte[]> rowHashes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rowHashes)
        {
            hash.AppendData(row);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256 over the head before, the seal's number and count (big-endian) and its root.</summary>
    public static byte[] HeadOf(byte[] before, long number, int rows, byte[] root)
    {
        var numbers = new byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, number);
        BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(sizeof(long)), rows);
        return SHA256.HashData([.. before, .. numbers, .. root]);
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
