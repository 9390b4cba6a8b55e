using System.Globalization;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Servers;

/// <summary>The files and the environment that make a broker private: own node, cookie, ports and port mapper.</summary>
internal static class RabbitConfiguration
{
    /// <summary>
    /// The script in lib, not the wrapper in sbin, which changes the user, ignores HOME and leaves an epmd behind.
    /// </summary>
    private const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    public static ChildCommand Prepare(RabbitSettings settings, string folder)
    {
        if (!File.Exists(Script))
        {
            throw new SuiteException(
                "RabbitMQ is not installed: apt-get install rabbitmq-server, or use ./run, which does it."
            );
        }

        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var name in new[] { "home", "mnesia", "log" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name), own);
        }

        var configuration = Path.Combine(folder, "rabbitmq.conf");
        File.WriteAllText(configuration, ConfigurationText(settings));
        File.SetUnixFileMode(configuration, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(
            Path.Combine(folder, "plugins"),
            settings.ManagementPort is null ? "[].\n" : "[rabbitmq_management].\n"
        );
        return new ChildCommand(Script)
        {
            OnlyThisEnvironment = true,
            Environment = EnvironmentOf(settings, folder),
            DeathSignal = Posix.Terminate,
            WorkingDirectory = folder,
        };
    }

    private static string ConfigurationText(RabbitSettings settings)
    {
        List<string> lines =
        [
            $"default_user = {settings.User}",
            $"default_pass = {settings.Password}",
            "loopback_users = none",
            "log.file = false",
            "log.console = true",
            "log.console.level = warning",
            "log.console.use_colors = off",
            // Whoever only asks whether the broker answers hangs up without a farewell.
            "log.connection.level = error",
            "disk_free_limit.absolute = 200MB",
        ];
        if (settings.ManagementPort is { } port)
        {
            lines.AddRange([
                "management.tcp.ip = 127.0.0.1",
                string.Create(CultureInfo.InvariantCulture, $"management.tcp.port = {port}"),
            ]);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static Dictionary<string, string> EnvironmentOf(RabbitSettings settings, string folder) =>
        new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["LANG"] = "C.UTF-8",
            ["TERM"] = "dumb",
            ["HOME"] = Path.Combine(folder, "home"),
            ["RABBITMQ_NODENAME"] = "efficiency@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(settings.Port),
            ["RABBITMQ_DIST_PORT"] = Text(settings.DistributionPort),
            ["ERL_EPMD_PORT"] = Text(settings.EpmdPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "no-such-file"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
            // The script then becomes the broker instead of waiting beside it: signals reach it, and its id is ours.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
