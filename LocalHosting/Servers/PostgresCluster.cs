using System.Globalization;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Servers;

/// <summary>The files of a PostgreSQL server, and the command that runs it on them.</summary>
internal static class PostgresCluster
{
    public static async Task InitializeAsync(
        PostgresSettings settings,
        string programs,
        string cluster,
        CancellationToken cancellationToken
    )
    {
        // Made beside and renamed: a start that is interrupted here leaves no half of a cluster.
        const string script = """
            set -eu
            rm -rf "$CLUSTER.new"
            "$PROGRAMS/initdb" -D "$CLUSTER.new" -U postgres -E UTF8 --locale=C.UTF-8 -A scram-sha-256 --no-sync --pwfile=<(printf '%s' "$PASSWORD")
            sync -f "$CLUSTER.new"
            mv "$CLUSTER.new" "$CLUSTER"
            """;
        await ChildProcess.RunAsync(
            new ChildCommand("bash", "-c", script)
            {
                User = PostgresAccount.Name,
                OnlyThisEnvironment = true,
                Environment = Environment(
                    ("CLUSTER", cluster),
                    ("PROGRAMS", programs),
                    ("PASSWORD", settings.Password)
                ),
            },
            cancellationToken
        );
    }

    public static ChildCommand ServerCommand(PostgresSettings settings, string programs, string cluster)
    {
        List<string> options =
        [
            "listen_addresses=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={settings.Port}"),
            "unix_socket_directories=",
            string.Create(CultureInfo.InvariantCulture, $"max_connections={settings.MaxConnections}"),
            $"shared_buffers={settings.SharedBuffers}",
            "log_line_prefix=",
            "log_checkpoints=off",
            "timezone=UTC",
            // When a row was committed, for whoever measures how long an effect takes.
            "track_commit_timestamp=on",
        ];
        if (!settings.Durable)
        {
            options.AddRange([
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "wal_level=minimal",
                "max_wal_senders=0",
            ]);
        }

        return new ChildCommand(
            Path.Combine(programs, "postgres"),
            ["-D", cluster, .. options.SelectMany(option => new[] { "-c", option })]
        )
        {
            User = PostgresAccount.Name,
            OnlyThisEnvironment = true,
            Environment = Environment(),
            DeathSignal = settings.Durable ? Posix.Interrupt : Posix.Quit,
        };
    }

    public static Dictionary<string, string> Environment(params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["LC_ALL"] = "C.UTF-8",
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }
}
