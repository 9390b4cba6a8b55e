using System.Globalization;

namespace Efficiency.LocalHosting.Suite;

/// <summary>What a run of the suite can be told from outside.</summary>
internal sealed record SuiteSettings(string DataFolder)
{
    /// <summary>The port that must be used where the topology asks for one; null: that one, or else the next free one.</summary>
    public int? Port { get; init; }

    /// <summary>Looks up <c>Parameters__{name}</c>.</summary>
    public Func<string, string?> Configuration { get; init; } = _ => null;

    public TextWriter Output { get; init; } = TextWriter.Null;

    public bool Colour { get; init; }

    /// <summary>
    /// Lines of the processes' output that begin so are repeated when the suite is up, and kept in the data folder.
    /// </summary>
    public string? Announced { get; init; }

    /// <summary>How long the whole suite may take until every part is healthy.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The pause before a crashed part is started again; doubled for each further crash.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After running so long a part's crash counts as its first again.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromMinutes(1);

    public static SuiteSettings FromEnvironment(string appHostFolder)
    {
        var folder = Environment.GetEnvironmentVariable("EFFICIENCY_DATA");
        return new SuiteSettings(
            Path.GetFullPath(
                string.IsNullOrEmpty(folder) ? Path.Combine(AppHostFolder.Solution(appHostFolder), ".data") : folder
            )
        )
        {
            Port = PortFromEnvironment(),
            Configuration = Environment.GetEnvironmentVariable,
            Output = Console.Out,
            Colour =
                !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Announced = Environment.GetEnvironmentVariable("EFFICIENCY_ANNOUNCED"),
        };
    }

    private static int? PortFromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable("EFFICIENCY_PORT");
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65_536
            ? port
            : throw new SuiteException($"EFFICIENCY_PORT is {text}; it must be a port, 1 to 65535.");
    }
}
