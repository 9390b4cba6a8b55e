using System.Globalization;
using System.Text.RegularExpressions;
using Efficiency.LocalHosting.Processes;
using Efficiency.LocalHosting.Servers;

namespace Efficiency.LocalHosting;

/// <summary>A private RabbitMQ broker with its own port mapper, which it stops last.</summary>
public sealed partial class RabbitProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly RabbitSettings settings;
    private readonly EpmdProcess portMapper;
    private readonly ChildProcess child;

    private RabbitProcess(RabbitSettings settings, EpmdProcess portMapper, ChildProcess child) =>
        (this.settings, this.portMapper, this.child) = (settings, portMapper, child);

    public int ProcessId => child.Id;

    public int PortMapperProcessId => portMapper.Identity.Id;

    /// <summary>Completes with the exit code when the broker ends, whoever ended it.</summary>
    public Task<int> Exited => child.Exited;

    public string Address => AddressOf(settings);

    internal ProcessIdentity Identity => child.Identity;

    internal ProcessIdentity PortMapperIdentity => portMapper.Identity;

    /// <summary>The address of a broker with these settings: <c>amqp://user:password@127.0.0.1:port</c>.</summary>
    public static string AddressOf(RabbitSettings settings) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"amqp://{Uri.EscapeDataString(settings.User)}:{Uri.EscapeDataString(settings.Password)}@127.0.0.1:{settings.Port}"
        );

    /// <summary>Starts port mapper and broker and waits until the broker answers on AMQP.</summary>
    /// <exception cref="SuiteException">It could not start; the message holds the last lines of its log.</exception>
    public static async Task<RabbitProcess> StartAsync(
        RabbitSettings settings,
        CancellationToken cancellationToken = default
    )
    {
        var folder = Path.GetFullPath(settings.Folder);
        var command = RabbitConfiguration.Prepare(settings, folder);
        var mapper = await EpmdProcess.StartAsync(settings.EpmdPort, cancellationToken);
        var tail = new LogTail(line =>
        {
            if (WorthReading().IsMatch(line))
            {
                settings.Log(line);
            }
        });
        var broker = new RabbitProcess(settings, mapper, ChildProcess.Start(command, tail.Add));
        try
        {
            await broker.WaitUntilReadyAsync(tail, cancellationToken);
            return broker;
        }
        catch
        {
            await broker.StopAsync();
            throw;
        }
    }

    /// <summary>Closes connections and queues in order (a few seconds), then stops the port mapper.</summary>
    public async Task StopAsync()
    {
        await child.StopAsync(Posix.Terminate, TimeSpan.FromSeconds(45));
        await portMapper.StopAsync();
    }

    /// <summary>For data that is thrown away: returns at once.</summary>
    public void Abandon()
    {
        child.Signal(Posix.Kill);
        portMapper.Abandon();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Not the banner, and not what it says before it has read its configuration.</summary>
    [GeneratedRegex(
        @"\[(warning|error|critical|alert|emergency)\]",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex WorthReading();

    private async Task WaitUntilReadyAsync(LogTail tail, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await AmqpGreeting.IsAnsweredAsync(settings.Port, cancellationToken))
        {
            if (Exited.IsCompleted)
            {
                throw new SuiteException($"RabbitMQ ended while it was starting: {tail}");
            }

            if (deadline.IsCancellationRequested)
            {
                throw new SuiteException($"RabbitMQ was not ready after {Patience.TotalSeconds} s: {tail}");
            }

            await Task.WhenAny(Exited, Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken));
        }
    }
}
