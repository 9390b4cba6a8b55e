using System.Globalization;
using System.Reflection;
using Npgsql;

namespace Efficiency.TestKit;

/// <summary>What a service needs around it: a migrated database with its own login, a virtual host, keys, settings.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    // Program.Main of a service reads Console and configuration only; still, one migration at a time keeps two cores calm.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private readonly string keys = TestFolders.Create();

    private Surroundings(string database, string broker) => (Database, Broker) = (database, broker);

    public string Database { get; }

    public string Broker { get; }

    /// <summary>The service's configuration, as AppHost gives it by environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; private set; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public static async Task<Surroundings> PrepareAsync(string service, Assembly program)
    {
        var prepared = new Surroundings(
            await TestServers.CreateDatabaseAsync(service),
            await TestServers.CreateVirtualHostAsync()
        );
        try
        {
            var administrator = new NpgsqlConnectionStringBuilder(prepared.Database);
            prepared.Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Database:Endpoint"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"tcp://{administrator.Host}:{administrator.Port}"
                ),
                ["Database:Name"] = administrator.Database!,
                // Logins belong to the whole server: one for each database, so that test classes do not meet.
                ["Database:Username"] = administrator.Database!,
                ["Database:Password"] = Guid.CreateVersion7().ToString("N"),
                ["Database:MaxConnections"] = "20",
                ["ConnectionStrings:rabbitmq"] = prepared.Broker,
                ["Keys:Folder"] = prepared.keys,
                ["Auth:Issuer"] = TestIssuer.Address,
                ["City:TimeZone"] = "Asia/Shanghai",
            };
            await prepared.MigrateAsync(service, program);
            return prepared;
        }
        catch
        {
            await prepared.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await TestServers.DropVirtualHostAsync(Broker);
        await TestServers.DropDatabaseAsync(Database);
        await TestServers.DropLoginAsync(new NpgsqlConnectionStringBuilder(Database).Database!);
        TestFolders.Remove(keys);
    }

    /// <summary>Runs the service's own program with <c>Mode=migrate</c>, as AppHost does before it starts replicas.</summary>
    private async Task MigrateAsync(string service, Assembly program)
    {
        string[] arguments =
        [
            "--environment=Development",
            "--Mode=migrate",
            "--Logging:LogLevel:Default=Warning",
            $"--ConnectionStrings:{service}={Database}",
            .. Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        await OneAtATime.WaitAsync();
        try
        {
            // The compiler's entry point waits for the asynchronous one itself.
            var result = await Task.Run(() => program.EntryPoint!.Invoke(null, [arguments]));
            if (result is int code and not 0)
            {
                throw new InvalidOperationException($"The migration step of {service} ended with code {code}.");
            }
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw new InvalidOperationException($"The migration step of {service} failed: {inner.Message}", inner);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
