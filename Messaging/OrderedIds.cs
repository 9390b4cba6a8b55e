using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Efficiency.Messaging;

/// <summary>
/// UUIDv7 that rise strictly within the process, also inside one millisecond: EF writes new rows of a table in the order of their
/// keys, and the rows of one aggregate must be written in the order in which they were added.
/// </summary>
internal static class OrderedIds
{
    private const int CounterBits = 12;

    private static readonly Lock Gate = new();
    private static long last;

    public static Guid Next(DateTimeOffset now)
    {
        long stamp;
        lock (Gate)
        {
            // Milliseconds and a counter as one number: a full counter runs on into the next millisecond.
            stamp = last = Math.Max(now.ToUnixTimeMilliseconds() << CounterBits, last + 1);
        }
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, stamp >> CounterBits << 16);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)(0x7000 | (int)(stamp & 0xFFF)));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
