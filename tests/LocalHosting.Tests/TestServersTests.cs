using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.LocalHosting.Tests;

public sealed class TestServersTests
{
    [Fact]
    public async Task Databases_of_two_test_classes_are_apart()
    {
        var one = await TestServers.CreateDatabaseAsync("apart");
        var other = await TestServers.CreateDatabaseAsync("apart");

        await ExecuteAsync(one, "create table seen (id int)");
        var found = await ExecuteAsync(other, "select to_regclass('seen')::text");

        found.ShouldBe(DBNull.Value);
        await TestServers.DropDatabaseAsync(one);
        await TestServers.DropDatabaseAsync(other);
        await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(one, "select 1"));
    }

    [Fact]
    public async Task Virtual_host_is_there_until_it_is_dropped()
    {
        var address = await TestServers.CreateVirtualHostAsync();
        var name = new Uri(address).AbsolutePath;

        (await TestServers.ReadBrokerAsync($"api/vhosts{name}")).ShouldContain(name[1..]);
        await TestServers.DropVirtualHostAsync(address);

        await Should.ThrowAsync<HttpRequestException>(() => TestServers.ReadBrokerAsync($"api/vhosts{name}"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
