using System.Globalization;
using System.Security.Cryptography;
using Efficiency.LocalHosting;

namespace Efficiency.TestKit;

/// <summary>
/// The servers that this process started itself. They end with it: at an ordinary exit the folder goes too; after a
/// kill the kernel signals them and the next run removes the folder.
/// </summary>
internal static class OwnServers
{
    public const string PostgresVariable = "EFFICIENCY_TEST_POSTGRES";
    public const string BrokerVariable = "EFFICIENCY_TEST_RABBITMQ";
    public const string BrokerManagementVariable = "EFFICIENCY_TEST_RABBITMQ_MANAGEMENT";

    private static readonly Lazy<string> Folder = new(MakeFolder);

    private static PostgresProcess? postgres;
    private static RabbitProcess? broker;

    /// <summary>Set by ./test, which also removes it; else a folder of the system's temporary one.</summary>
    public static string? GivenFolder { get; set; }

    public static async Task<PostgresProcess> StartPostgresAsync() =>
        postgres = await PostgresProcess.StartAsync(
            new PostgresSettings(
                Path.Combine(Folder.Value, "postgres"),
                FreePorts.Take(),
                RandomNumberGenerator.GetHexString(24)
            )
            {
                Durable = false,
                SharedBuffers = "64MB",
                MaxConnections = 400,
            }
        );

    public static async Task<(string Address, string Management)> StartBrokerAsync()
    {
        var management = FreePorts.Take();
        broker = await RabbitProcess.StartAsync(
            new RabbitSettings(
                Path.Combine(Folder.Value, "rabbitmq"),
                FreePorts.Take(),
                FreePorts.Take(),
                FreePorts.Take(),
                "test",
                RandomNumberGenerator.GetHexString(24)
            )
            {
                // A virtual host over HTTP takes 20 ms; rabbitmqctl takes seconds.
                ManagementPort = management,
            }
        );
        return (broker.Address, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{management}/"));
    }

    /// <summary>Ends the servers without regard for their data.</summary>
    public static void Abandon()
    {
        postgres?.Abandon();
        broker?.Abandon();
    }

    private static string MakeFolder()
    {
        TestFolders.RemoveLeftOver();
        var folder = GivenFolder ?? TestFolders.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Abandon();
            TestFolders.Remove(folder);
        };
        return folder;
    }
}
