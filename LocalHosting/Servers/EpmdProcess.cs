using System.Globalization;
using System.Net.Sockets;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Servers;

/// <summary>
/// Erlang's port mapper. A node without one starts a daemon that outlives it; with this one running it does not.
/// </summary>
internal sealed class EpmdProcess
{
    private readonly ChildProcess child;

    private EpmdProcess(ChildProcess child) => this.child = child;

    public ProcessIdentity Identity => child.Identity;

    public static async Task<EpmdProcess> StartAsync(int port, CancellationToken cancellationToken)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        var mapper = ChildProcess.Start(
            new ChildCommand("epmd", "-address", "127.0.0.1", "-port", text) { DeathSignal = Posix.Terminate },
            _ => { }
        );
        while (!await AcceptsAsync(port, cancellationToken))
        {
            if (mapper.Exited.IsCompleted)
            {
                throw new SuiteException($"epmd could not listen on port {text}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }

        return new EpmdProcess(mapper);
    }

    /// <summary>epmd has nothing to lose, and its own signal handling waits for a client's next call.</summary>
    public Task StopAsync() => child.StopAsync(Posix.Kill, TimeSpan.FromSeconds(5));

    public void Abandon() => child.Signal(Posix.Kill);

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
