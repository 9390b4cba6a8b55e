using System.Net.Http.Headers;
using System.Text;
using Npgsql;

namespace Efficiency.TestKit;

/// <summary>
/// One real PostgreSQL and one real RabbitMQ for all tests of a run. ./test starts them before the first test project
/// and names them in the environment; a project tested alone starts its own, each when it is first asked for.
/// A test class takes a database and a virtual host of its own, so that classes run beside one another.
/// </summary>
public static class TestServers
{
    private static readonly HttpClient Http = new();

    private static readonly Lazy<Task<string>> Postgres = new(FindPostgresAsync);

    private static readonly Lazy<Task<(string Address, string Management)>> Broker = new(FindBrokerAsync);

    /// <summary>Makes an empty database.</summary>
    /// <param name="name">Start of its name, for whoever reads the server's log.</param>
    /// <returns>Its connection string with the server's administrator.</returns>
    public static async Task<string> CreateDatabaseAsync(string name)
    {
        var administrator = new NpgsqlConnectionStringBuilder(await Postgres.Value);
        var database = $"{name}_{Suffix()}";
        await ExecuteAsync(administrator.ConnectionString, $"""create database "{database}" strategy file_copy""");
        administrator.Database = database;
        return administrator.ConnectionString;
    }

    /// <summary>Drops a database made here, open connections included.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(await Postgres.Value, $"""drop database if exists "{database}" with (force)""");
    }

    /// <summary>Drops the login that a service had in a database dropped before.</summary>
    public static async Task DropLoginAsync(string name) =>
        await ExecuteAsync(await Postgres.Value, $"""drop role if exists "{name}" """);

    /// <summary>Makes an empty virtual host.</summary>
    /// <returns>Its address: <c>amqp://user:password@127.0.0.1:port/host</c>.</returns>
    public static async Task<string> CreateVirtualHostAsync()
    {
        var name = $"test-{Suffix()}";
        await ManageAsync(HttpMethod.Put, $"api/vhosts/{name}");
        return $"{(await Broker.Value).Address}/{name}";
    }

    /// <summary>Removes a virtual host made here with its exchanges and queues; its connections are closed.</summary>
    public static Task DropVirtualHostAsync(string address) =>
        ManageAsync(HttpMethod.Delete, $"api/vhosts{new Uri(address).AbsolutePath}");

    /// <summary>
    /// Reads from the broker's management interface, for example <c>api/queues/{virtual host}</c>, as JSON. Its
    /// message counts lag by some seconds; ask AMQP itself for those.
    /// </summary>
    public static async Task<string> ReadBrokerAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> FindPostgresAsync() =>
        Environment.GetEnvironmentVariable(OwnServers.PostgresVariable)
        ?? (await OwnServers.StartPostgresAsync()).ConnectionString();

    private static async Task<(string Address, string Management)> FindBrokerAsync() =>
        Environment.GetEnvironmentVariable(OwnServers.BrokerVariable) is { } address
        && Environment.GetEnvironmentVariable(OwnServers.BrokerManagementVariable) is { } management
            ? (address, management)
            : await OwnServers.StartBrokerAsync();

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ManageAsync(HttpMethod method, string path)
    {
        using var response = await SendAsync(method, path);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        var broker = await Broker.Value;
        using var request = new HttpRequestMessage(method, new Uri(new Uri(broker.Management), path));
        var credentials = Uri.UnescapeDataString(new Uri(broker.Address).UserInfo);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))
        );
        var response = await Http.SendAsync(request);
        return response.EnsureSuccessStatusCode();
    }

    private static string Suffix() => Guid.CreateVersion7().ToString("N")[^12..];
}
