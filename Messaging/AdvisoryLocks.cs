using Npgsql;

namespace Efficiency.Messaging;

/// <summary>The advisory locks of a service's database, in one place so that none is used twice.</summary>
public static class AdvisoryLocks
{
    /// <summary>Seed of the hash for the lock of an idempotency key in flight.</summary>
    public const long Idempotency = 0x4964656D;

    /// <summary>Seed of the hash for the lock of an early fact's key.</summary>
    internal const long Early = 0x4561726C79;

    /// <summary>First key of the two-key lock of an outbox lane; the second is the lane.</summary>
    internal const int OutboxLane = 0x4F757462;

    internal const long FeedSealer = 0x46656564;

    internal const long AuditSealer = 0x41756469;

    internal const long Migration = 0x4D696772;

    /// <summary>Takes a lock until the end of the transaction; false where another instance holds it.</summary>
    internal static async Task<bool> TryTakeAsync(NpgsqlConnection connection, long key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection)
        {
            Parameters = { new() { Value = key } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
