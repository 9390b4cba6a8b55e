using System.Globalization;
using Efficiency.LocalHosting.Processes;
using Efficiency.LocalHosting.Servers;

namespace Efficiency.LocalHosting;

/// <summary>A private PostgreSQL server: its data in the folder given, superuser <c>postgres</c>, TCP on 127.0.0.1.</summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    public const string User = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgresSettings settings;
    private readonly string programFolder;
    private readonly ChildProcess child;

    private PostgresProcess(PostgresSettings settings, string programs, ChildProcess child) =>
        (this.settings, programFolder, this.child) = (settings, programs, child);

    public int ProcessId => child.Id;

    /// <summary>Completes with the exit code when the server ends, whoever ended it.</summary>
    public Task<int> Exited => child.Exited;

    internal ProcessIdentity Identity => child.Identity;

    /// <summary>Makes the cluster if there is none, starts the server and waits until it takes connections.</summary>
    /// <exception cref="SuiteException">It could not start; the message holds the last lines of its log.</exception>
    public static async Task<PostgresProcess> StartAsync(
        PostgresSettings settings,
        CancellationToken cancellationToken = default
    )
    {
        var folder = await PostgresAccount.PrepareAsync(
            Path.GetFullPath(settings.Folder),
            settings.Log,
            cancellationToken
        );
        var cluster = Path.Combine(folder, "cluster");
        var programs = PostgresInstallation.ProgramFolder(cluster);
        if (!Directory.Exists(cluster))
        {
            await PostgresCluster.InitializeAsync(settings, programs, cluster, cancellationToken);
        }

        var tail = new LogTail(settings.Log);
        var server = new PostgresProcess(
            settings,
            programs,
            ChildProcess.Start(PostgresCluster.ServerCommand(settings, programs, cluster), tail.Add)
        );
        try
        {
            await server.WaitUntilReadyAsync(tail, cancellationToken);
            return server;
        }
        catch
        {
            await server.StopAsync();
            throw;
        }
    }

    public string ConnectionString(string database = "postgres") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={settings.Port};Username={User};Password={settings.Password};Database={database}"
        );

    /// <summary>Makes the database unless it exists.</summary>
    public async Task EnsureDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        var exists = await ClientAsync(
            "psql",
            [
                "-qAtc",
                $"select 1 from pg_database where datname = '{name.Replace("'", "''", StringComparison.Ordinal)}'",
                "postgres",
            ],
            cancellationToken
        );
        if (exists.Length == 0)
        {
            await ClientAsync("createdb", [name], cancellationToken);
        }
    }

    /// <summary>Fast shutdown: open transactions are rolled back, nothing committed is lost.</summary>
    public Task StopAsync() => child.StopAsync(Posix.Interrupt, TimeSpan.FromSeconds(30));

    /// <summary>For data that is thrown away: returns at once, the server ends without a checkpoint.</summary>
    public void Abandon() => child.Signal(Posix.Quit);

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task WaitUntilReadyAsync(LogTail tail, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            if (Exited.IsCompleted)
            {
                throw new SuiteException($"PostgreSQL ended while it was starting: {tail}");
            }

            if (deadline.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new SuiteException($"PostgreSQL was not ready after {Patience.TotalSeconds} s: {tail}");
            }

            try
            {
                await ClientAsync("pg_isready", ["-q"], CancellationToken.None);
                return;
            }
            catch (SuiteException)
            {
                await Task.WhenAny(Exited, Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None));
            }
        }
    }

    private Task<string> ClientAsync(
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    ) =>
        ChildProcess.RunAsync(
            new ChildCommand(
                Path.Combine(programFolder, program),
                [
                    "-h",
                    "127.0.0.1",
                    "-p",
                    settings.Port.ToString(CultureInfo.InvariantCulture),
                    "-U",
                    User,
                    .. arguments,
                ]
            )
            {
                Environment = PostgresCluster.Environment(("PGPASSWORD", settings.Password)),
            },
            cancellationToken
        );
}
