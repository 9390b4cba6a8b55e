using Npgsql;

namespace Efficiency.Messaging;

/// <summary>Applies the numbered scripts of this folder that a database does not have yet, each in one transaction.</summary>
internal static class SharedTables
{
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "create table if not exists messaging_schema (script text primary key)", cancellationToken);
        foreach (var script in Scripts())
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var claim = new NpgsqlCommand("insert into messaging_schema values ($1) on conflict do nothing", connection)
            {
                Parameters = { new() { Value = script } },
            };
            if (await claim.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                await ExecuteAsync(connection, Read(script), cancellationToken);
            }
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static IEnumerable<string> Scripts() =>
        typeof(SharedTables).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Read(string script)
    {
        using var stream = typeof(SharedTables).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
