using System.Runtime.InteropServices;

namespace Efficiency.LocalHosting.Suite;

/// <summary>The first Ctrl-C (or SIGTERM, or the terminal's end) asks for an ordered stop, the second for one at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource hurry = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals(bool listen = true)
    {
        if (listen)
        {
            registrations.AddRange(
                new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal =>
                    PosixSignalRegistration.Create(
                        signal,
                        context =>
                        {
                            context.Cancel = true;
                            Request();
                        }
                    )
                )
            );
        }
    }

    public CancellationToken Stop => stop.Token;

    public CancellationToken Hurry => hurry.Token;

    public void Request() => (stop.IsCancellationRequested ? hurry : stop).Cancel();

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        stop.Dispose();
        hurry.Dispose();
    }
}
