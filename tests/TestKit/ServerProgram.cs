using System.Runtime.InteropServices;

namespace Efficiency.TestKit;

/// <summary>
/// Keeps the servers of a whole run of ./test: starts both in the folder given, prints where they are as shell
/// variables, then <c>ready</c>, and ends them when it is told to end.
/// </summary>
internal static class ServerProgram
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            await Console.Error.WriteLineAsync("Usage: Efficiency.TestKit FOLDER");
            return 64;
        }

        OwnServers.GivenFolder = folder;
        var told = new TaskCompletionSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var postgres = OwnServers.StartPostgresAsync();
        var broker = OwnServers.StartBrokerAsync();
        await Task.WhenAny(Task.WhenAll(postgres, broker), told.Task);
        if (!told.Task.IsCompleted)
        {
            var (address, management) = await broker;
            Console.WriteLine($"{OwnServers.PostgresVariable}='{(await postgres).ConnectionString()}'");
            Console.WriteLine($"{OwnServers.BrokerVariable}='{address}'");
            Console.WriteLine($"{OwnServers.BrokerManagementVariable}='{management}'");
            Console.WriteLine("ready");
            await told.Task;
        }

        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            told.TrySetResult();
        }
    }
}
