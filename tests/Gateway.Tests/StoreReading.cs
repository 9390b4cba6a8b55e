using Npgsql;

namespace Efficiency.Gateway.Tests;

/// <summary>Looks into the gateway's database past its code.</summary>
internal static class StoreReading
{
    public static async Task<List<AuditLine>> AuditAsync(this GatewayStore store, string action)
    {
        await using var connection = new NpgsqlConnection(store.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select actor_kind, actor_id, subject_id, detail::text from audit where action = $1 order by at", connection)
        {
            Parameters = { new() { Value = action } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<AuditLine>();
        while (await reader.ReadAsync())
        {
            lines.Add(new AuditLine(reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3)));
        }
        return lines;
    }

    public static async Task<T> ScalarAsync<T>(this GatewayStore store, string sql)
    {
        await using var connection = new NpgsqlConnection(store.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

internal sealed record AuditLine(string ActorKind, string ActorId, Guid SubjectId, string Detail);
