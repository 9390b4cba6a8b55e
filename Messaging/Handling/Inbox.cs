using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>Which events a queue has handled. A row stands in the transaction of the effect, so both exist or neither.</summary>
internal static class Inbox
{
    private const string Sql = """
        insert into inbox (event_id, consumer, event_created_at)
        select event_id, $2, created_at from unnest($1, $3) as e(event_id, created_at)
        on conflict do nothing returning event_id
        """;

    /// <summary>Adds the events and returns those that were not there yet.</summary>
    public static async Task<HashSet<Guid>> AddAsync(ServiceDbContext db, string queue, List<PendingEvent> group)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var command = new NpgsqlCommand(Sql, connection,
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        command.Parameters.Add(new() { Value = group.Select(m => m.Headers.EventId).ToArray() });
        command.Parameters.Add(new() { Value = queue });
        command.Parameters.Add(new() { Value = group.Select(m => m.Headers.CreatedAt.UtcDateTime).ToArray() });
        var fresh = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            fresh.Add(reader.GetGuid(0));
        }
        return fresh;
    }
}
