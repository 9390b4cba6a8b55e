namespace Efficiency.Messaging;

/// <summary>
/// The outbox is drained in a fixed number of lanes. One aggregate always falls into the same lane and a lane is drained by one
/// dispatcher at a time, so the events of one aggregate are published in the order in which they were committed.
/// </summary>
internal static class Lanes
{
    /// <summary>Never changes while rows are waiting: two releases run side by side on one table.</summary>
    public const int Count = 8;

    public static short Of(Guid aggregateId)
    {
        // The last bytes of a UUIDv7 are random; the first are time.
        Span<byte> bytes = stackalloc byte[16];
        aggregateId.TryWriteBytes(bytes);
        return (short)(bytes[15] % Count);
    }
}
