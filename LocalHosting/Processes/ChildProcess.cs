using System.ComponentModel;
using System.Text;
using CliWrap;

namespace Efficiency.LocalHosting.Processes;

/// <summary>
/// A running child. It leads its own session and process group, and the kernel signals it when this process dies, so
/// that nothing is left behind even after a kill -9.
/// </summary>
internal sealed class ChildProcess
{
    private ChildProcess(ProcessIdentity identity, Task<int> exited) => (Identity, Exited) = (identity, exited);

    public ProcessIdentity Identity { get; }

    public int Id => Identity.Id;

    /// <summary>Completes with the exit code; 128 + n after signal n.</summary>
    public Task<int> Exited { get; }

    /// <param name="command">What to start.</param>
    /// <param name="output">Gets each line of standard output and standard error, from any thread.</param>
    /// <exception cref="SuiteException">The command could not be started.</exception>
    public static ChildProcess Start(ChildCommand command, Action<string> output)
    {
        var wrapped = command.Wrapped();
        var lines = PipeTarget.ToDelegate(output, Encoding.UTF8);
        var cli = Cli.Wrap(wrapped[0])
            .WithArguments(wrapped.Skip(1))
            .WithWorkingDirectory(command.WorkingDirectory)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(lines)
            .WithStandardErrorPipe(lines);
        if (!command.OnlyThisEnvironment)
        {
            cli = cli.WithEnvironmentVariables(
                command.Environment.ToDictionary(
                    variable => variable.Key,
                    string? (variable) => variable.Value,
                    StringComparer.Ordinal
                )
            );
        }

        return LaunchThread.Run(() =>
        {
            try
            {
                var running = cli.ExecuteAsync(CancellationToken.None);
                return new ChildProcess(ProcessIdentity.Of(running.ProcessId), ExitCodeAsync(running.Task));
            }
            catch (Win32Exception exception)
            {
                throw new SuiteException(
                    $"{command.File} cannot be started in {command.WorkingDirectory}: {exception.Message}",
                    exception
                );
            }
        });
    }

    /// <summary>Runs a short command to its end; its output is returned, and part of the error if it fails.</summary>
    /// <exception cref="SuiteException">The command ended with another code than 0.</exception>
    public static async Task<string> RunAsync(ChildCommand command, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var child = Start(
            command,
            line =>
            {
                lock (output)
                {
                    output.AppendLine(line);
                }
            }
        );
        await using var registration = cancellationToken.Register(() => Posix.KillGroup(child.Id));
        var code = await child.Exited;
        cancellationToken.ThrowIfCancellationRequested();
        lock (output)
        {
            return code == 0
                ? output.ToString().Trim()
                : throw new SuiteException(
                    $"{Path.GetFileName(command.File)} ended with code {code}: {output.ToString().Trim()}"
                );
        }
    }

    public void Signal(int signal) => Posix.Signal(Id, signal);

    /// <summary>Asks the child to end and waits; after <paramref name="patience"/> the whole group is killed.</summary>
    public async Task StopAsync(int signal, TimeSpan patience)
    {
        Signal(signal);
        try
        {
            await Exited.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            Posix.KillGroup(Id);
            await Exited;
        }

        Posix.KillGroup(Id);
    }

    private static async Task<int> ExitCodeAsync(Task<CommandResult> running) => (await running).ExitCode;
}
