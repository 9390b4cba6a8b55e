using System.Globalization;
using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.Bench;

/// <param name="P50">Seconds from the commit of the case to the commit of its deadline.</param>
internal sealed record Effects(double P50, double P99);

/// <summary>The suite's PostgreSQL as its administrator sees it: for pgbench, and for counting effects.</summary>
internal sealed class BenchServer(SuiteUnderTest suite)
{
    private readonly NpgsqlConnectionStringBuilder _administrator = new(suite.ConnectionString("postgres"));

    public async Task PrepareAsync()
    {
        await ExecuteAsync("postgres", "create database bench");
        await ExecuteAsync("bench", "create table bench_case (id uuid primary key, number text not null unique, content jsonb not null)");
    }

    /// <summary>Transactions a second.</summary>
    public async Task<double> PgbenchAsync(int clients, int seconds)
    {
        var output = await Tool.RunAsync(
            "pgbench",
            ["-n", "-M", "prepared", "-c", Text(clients), "-j", "2", "-T", Text(seconds), "-f", Tool.Script("insert.sql"),
                "-h", _administrator.Host!, "-p", Text(_administrator.Port), "-U", _administrator.Username!, "bench"],
            ("PGPASSWORD", _administrator.Password!));
        var line = output.Split('\n').Single(l => l.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public Task<long> DeadlinesAsync() => ScalarAsync<long>("deadlines", "select count(*) from deadline");

    /// <summary>Waits until the outbox is empty and the number of deadlines no longer rises.</summary>
    public async Task DrainedAsync()
    {
        long last = -1;
        await Eventually.AsyncUntil(
            async () =>
            {
                var now = await DeadlinesAsync();
                var still = now == last && await ScalarAsync<long>("intake", "select count(*) from outbox") == 0;
                last = now;
                await Task.Delay(300);
                return still;
            },
            TimeSpan.FromMinutes(2));
    }

    /// <summary>Compares the commit times of the last <paramref name="cases"/> cases with those of their deadlines.</summary>
    public async Task<Effects> EffectsAsync(long cases)
    {
        var published = new Dictionary<Guid, DateTime>();
        // Both rows are written once and stay as they are, so their transaction's time is the time of the commit.
        await ReadAsync("intake", $"""
            select id, pg_xact_commit_timestamp(xmin) from case_file order by id desc limit {cases}
            """, (id, at) => published[id] = at);
        var lags = new List<double>();
        await ReadAsync("deadlines", $"""
            select subject_id, pg_xact_commit_timestamp(xmin) from deadline order by id desc limit {cases}
            """, (id, at) =>
        {
            if (published.TryGetValue(id, out var since))
            {
                lags.Add((at - since).TotalSeconds);
            }
        });
        lags.Sort();
        return lags.Count == 0 ? new(double.NaN, double.NaN) : new(lags[lags.Count / 2], lags[(int)(lags.Count * 0.99)]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task ReadAsync(string database, string sql, Action<Guid, DateTime> row)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            row(reader.GetGuid(0), reader.GetDateTime(1));
        }
    }

    private async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(suite.ConnectionString(database));
        await connection.OpenAsync();
        return connection;
    }
}
