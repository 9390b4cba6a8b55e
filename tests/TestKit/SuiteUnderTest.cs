using System.Globalization;
using System.Text.Json;
using Efficiency.LocalHosting;
using Efficiency.LocalHosting.Processes;
using Npgsql;

namespace Efficiency.TestKit;

/// <summary>
/// The whole suite as <c>./run</c> starts it: AppHost in a process of its own, with an empty data folder and ports of
/// its own. AppHost must be built in the same configuration as the tests.
/// </summary>
public sealed class SuiteUnderTest : IAsyncDisposable
{
    private const string Administrator = "first administrator: client id administrator, secret ";

    private readonly string folder = TestFolders.Create();
    private readonly List<string> log = [];
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string port = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
    private ChildProcess host;

    private SuiteUnderTest(IReadOnlyDictionary<string, string> settings)
    {
        this.settings = settings;
        host = Launch();
    }

    /// <summary>Of the gateway.</summary>
    public Uri Address => new(Suite().GetProperty("address").GetString()!);

    /// <summary>Secret of the client <c>administrator</c>.</summary>
    public string AdministratorSecret =>
        File.ReadLines(Path.Combine(folder, "announced.txt"))
            .Single(line => line.StartsWith(Administrator, StringComparison.Ordinal))[Administrator.Length..];

    /// <summary>All that the suite has written so far, a prefix with the part's name on each line.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (log)
            {
                return [.. log];
            }
        }
    }

    /// <summary>Starts and waits until every part is healthy.</summary>
    /// <param name="settings">Variables for every process of the suite.</param>
    public static async Task<SuiteUnderTest> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var suite = new SuiteUnderTest(settings ?? new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            await suite.UntilRunningAsync();
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every part that runs, with the ids of its processes, the main one first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Processes() => Suite().GetProperty("parts").EnumerateArray()
        .Where(part => part.TryGetProperty("processes", out _))
        .ToDictionary(
            part => part.GetProperty("name").GetString()!,
            IReadOnlyList<int> (part) => [.. part.GetProperty("processes").EnumerateArray().Select(IdOf)],
            StringComparer.Ordinal);

    /// <summary>Waits until every part is healthy, or ended well.</summary>
    public Task UntilHealthyAsync(TimeSpan within) => Eventually.AsyncUntil(
        () => Suite().GetProperty("parts").EnumerateArray().All(part => part.GetProperty("state").GetString() is "healthy" or "completed"),
        within,
        "every part is healthy");

    /// <summary>The address of a part: <c>postgres</c>, <c>intake</c>, <c>deadlines-1</c>, ...</summary>
    public Uri AddressOf(string part) => new(Part(part).GetProperty("address").GetString()!);

    /// <summary>healthy, crashed, starting, ...</summary>
    public string StateOf(string part) => Part(part).GetProperty("state").GetString()!;

    public int RestartsOf(string part) => Part(part).GetProperty("restarts").GetInt32();

    /// <summary>Kills a part with signal 9. AppHost starts it again.</summary>
    public void Kill(string part) => Posix.Signal(ProcessOf(part), Posix.Kill);

    /// <summary>Kills a part and keeps it away until <see cref="ReleaseAsync"/>.</summary>
    public async Task HoldAsync(string part)
    {
        Directory.CreateDirectory(Path.Combine(folder, "hold"));
        await File.WriteAllTextAsync(HoldFile(part), string.Empty);
        Kill(part);
        await Eventually.AsyncUntil(() => StateOf(part) == "crashed");
    }

    /// <summary>Lets a part come back and waits until it is healthy.</summary>
    public async Task ReleaseAsync(string part)
    {
        File.Delete(HoldFile(part));
        await Eventually.AsyncUntil(() => StateOf(part) == "healthy", TimeSpan.FromMinutes(2));
    }

    /// <summary>The administrator's connection to a database of the suite: <c>intake</c>, <c>deadlines</c>, ...</summary>
    public string ConnectionString(string database)
    {
        var parameters = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "parameters.json"))).RootElement;
        var server = AddressOf("postgres");
        return new NpgsqlConnectionStringBuilder
        {
            Host = server.Host,
            Port = server.Port,
            Username = PostgresProcess.User,
            Password = parameters.GetProperty("postgres-password").GetString(),
            Database = database,
        }.ConnectionString;
    }

    /// <summary>Ends the suite in order and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        host = Launch();
        await UntilRunningAsync();
    }

    public Task StopAsync() => host.StopAsync(Posix.Terminate, TimeSpan.FromMinutes(2));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        TestFolders.Remove(folder);
    }

    private ChildProcess Launch()
    {
        var solution = AppHostFolder.Solution(AppHostFolder.Find());
        var program = AppHostFolder.AssemblyOf(Path.Combine(solution, "AppHost", "AppHost.csproj"));
        return ChildProcess.Start(
            new ChildCommand("dotnet", "exec", program)
            {
                WorkingDirectory = solution,
                Environment = new Dictionary<string, string>(settings, StringComparer.Ordinal)
                {
                    ["EFFICIENCY_DATA"] = folder,
                    ["EFFICIENCY_PORT"] = port,
                    ["EFFICIENCY_ANNOUNCED"] = "first administrator:",
                },
                DeathSignal = Posix.Terminate,
            },
            line =>
            {
                lock (log)
                {
                    log.Add(line);
                }
            }
        );
    }

    private async Task UntilRunningAsync()
    {
        await Eventually.AsyncUntil(
            () => host.Exited.IsCompleted || (File.Exists(SuiteFile) && IsRunningAs(host.Id)),
            TimeSpan.FromMinutes(4),
            "the suite is running"
        );
        if (host.Exited.IsCompleted)
        {
            throw new InvalidOperationException("The suite did not start:\n" + string.Join('\n', Log.TakeLast(40)));
        }
    }

    private bool IsRunningAs(int process)
    {
        var suite = Suite();
        return suite.GetProperty("state").GetString() == "running"
            && suite
                .GetProperty("process")
                .GetString()!
                .StartsWith(string.Create(CultureInfo.InvariantCulture, $"{process}@"), StringComparison.Ordinal);
    }

    private int ProcessOf(string part) =>
        IdOf(Part(part).GetProperty("processes")[0]);

    // Written as id@start.
    private static int IdOf(JsonElement process) => int.Parse(process.GetString()!.Split('@')[0], CultureInfo.InvariantCulture);

    private JsonElement Part(string name) =>
        Suite().GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("name").GetString() == name);

    private string SuiteFile => Path.Combine(folder, "suite.json");

    private string HoldFile(string part) => Path.Combine(folder, "hold", part);

    private JsonElement Suite() => JsonDocument.Parse(File.ReadAllText(SuiteFile)).RootElement;
}
