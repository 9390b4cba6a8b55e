using System.Text.Json;
using Aspire.Hosting;
using Efficiency.LocalHosting.Suite;
using Efficiency.TestKit;

namespace Efficiency.LocalHosting.Tests.Suites;

/// <summary>A small suite in this process, with a data folder of its own unless it is given one.</summary>
internal sealed class RunningSuite : IAsyncDisposable
{
    private readonly StopSignals signals = new(listen: false);
    private readonly StringWriter output = new();
    private readonly Task run;
    private readonly bool ownsFolder;

    private RunningSuite(
        Action<IDistributedApplicationBuilder> topology,
        string? folder,
        Func<SuiteSettings, SuiteSettings>? settings
    )
    {
        ownsFolder = folder is null;
        Folder = folder ?? TestFolders.Create();
        var builder = new DistributedApplicationBuilder(AppHostFolder.Find());
        topology(builder);
        var chosen = new SuiteSettings(Folder)
        {
            Output = TextWriter.Synchronized(output),
            FirstBackOff = TimeSpan.FromMilliseconds(20),
        };
        run = Task.Run(() => builder.Build().RunAsync(settings?.Invoke(chosen) ?? chosen, signals));
    }

    public string Folder { get; }

    /// <summary>Everything that was written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts and waits until the suite is up.</summary>
    public static async Task<RunningSuite> StartAsync(
        Action<IDistributedApplicationBuilder> topology,
        string? folder = null,
        Func<SuiteSettings, SuiteSettings>? settings = null
    )
    {
        var suite = Begin(topology, folder, settings);
        try
        {
            await Eventually.AsyncUntil(
                () => suite.run.IsCompleted || suite.State() == "running",
                TimeSpan.FromMinutes(1)
            );
            if (suite.run.IsCompleted)
            {
                await suite.run;
            }

            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts and does not wait.</summary>
    public static RunningSuite Begin(
        Action<IDistributedApplicationBuilder> topology,
        string? folder = null,
        Func<SuiteSettings, SuiteSettings>? settings = null
    ) => new(topology, folder, settings);

    /// <summary>Waits for a suite that cannot start, and returns its sentence.</summary>
    public static async Task<string> FailureAsync(
        Action<IDistributedApplicationBuilder> topology,
        string? folder = null,
        Func<SuiteSettings, SuiteSettings>? settings = null
    )
    {
        await using var suite = Begin(topology, folder, settings);
        return (await Should.ThrowAsync<SuiteException>(() => suite.run.WaitAsync(TimeSpan.FromMinutes(1)))).Message;
    }

    public string? State() => ReadSuite()?.GetProperty("state").GetString();

    public JsonElement Part(string name) =>
        ReadSuite()!
            .Value.GetProperty("parts")
            .EnumerateArray()
            .Single(part => part.GetProperty("name").GetString() == name);

    /// <summary>The id of the part's main process, while it runs.</summary>
    public int? ProcessOf(string name) =>
        Part(name).TryGetProperty("processes", out var processes)
            ? int.Parse(processes[0].GetString()!.Split('@')[0], System.Globalization.CultureInfo.InvariantCulture)
            : null;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async Task StopAsync()
    {
        signals.Request();
        await run.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (!run.IsCompleted)
        {
            signals.Request();
        }

        await run.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        signals.Dispose();
        if (ownsFolder)
        {
            TestFolders.Remove(Folder);
        }
    }

    private JsonElement? ReadSuite()
    {
        var file = PathOf("suite.json");
        return File.Exists(file) ? JsonDocument.Parse(File.ReadAllText(file)).RootElement : null;
    }
}
