using System.Globalization;
using System.Reflection;
using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.Gateway.Tests;

/// <summary>What gateways share: a migrated database, a virtual host and a folder of keys. One for each test class.</summary>
public sealed class GatewayStore : IAsyncLifetime
{
    public const string AdministratorSecret = "a secret that only tests know";

    private string _folder = string.Empty;

    public string Database { get; private set; } = string.Empty;

    public string Broker { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        Database = await TestServers.CreateDatabaseAsync("gateway");
        Broker = await TestServers.CreateVirtualHostAsync();
        _folder = Directory.CreateTempSubdirectory("gateway-keys-").FullName;
        Migrate(AdministratorSecret);
    }

    public async Task DisposeAsync()
    {
        await TestServers.DropDatabaseAsync(Database);
        await TestServers.DropVirtualHostAsync(Broker);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs the gateway's program as the migration step.</summary>
    internal void Migrate(string? administratorSecret)
    {
        var settings = Settings();
        settings["Mode"] = "migrate";
        settings["ConnectionStrings:gateway"] = Database;
        settings["environment"] = "Development";
        if (administratorSecret is not null)
        {
            settings["Administrator:Secret"] = administratorSecret;
        }
        var arguments = settings.Select(setting => $"--{setting.Key}={setting.Value}").ToArray();
        typeof(Program).Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null);
    }

    /// <summary>The gateway runs under a login of its own, which the migration step makes, as it does in the suite.</summary>
    internal Dictionary<string, string> Settings()
    {
        var server = new NpgsqlConnectionStringBuilder(Database);
        return new(StringComparer.Ordinal)
        {
            ["Database:Endpoint"] = string.Create(CultureInfo.InvariantCulture, $"tcp://{server.Host}:{server.Port}"),
            ["Database:Name"] = server.Database!,
            ["Database:Username"] = server.Database!,
            ["Database:Password"] = "the gateway's own",
            ["ConnectionStrings:rabbitmq"] = Broker,
            ["Keys:Folder"] = _folder,
            ["Auth:Issuer"] = GatewayHost.Issuer,
        };
    }
}
