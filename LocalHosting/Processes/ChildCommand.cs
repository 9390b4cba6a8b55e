namespace Efficiency.LocalHosting.Processes;

/// <summary>What to start.</summary>
internal sealed record ChildCommand(string File, params IReadOnlyList<string> Arguments)
{
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Added to the inherited environment, or the whole environment if <see cref="OnlyThisEnvironment"/>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public bool OnlyThisEnvironment { get; init; }

    /// <summary>The account to run under; null is the own one. Only root can change it.</summary>
    public string? User { get; init; }

    /// <summary>The signal that the child gets from the kernel when this process dies, however it dies.</summary>
    public int DeathSignal { get; init; } = Posix.Kill;

    /// <summary>
    /// setpriv, setsid and env replace themselves by the next command, so the child has the id of the process
    /// started. setsid keeps a Ctrl-C of the terminal away from it: its end is ordered, not simultaneous.
    /// </summary>
    internal IReadOnlyList<string> Wrapped()
    {
        List<string> line = ["setpriv"];
        if (User is not null)
        {
            line.AddRange(["--reuid", User, "--regid", User, "--clear-groups"]);
        }

        line.AddRange(["--pdeathsig", Posix.NameOf(DeathSignal), "setsid"]);
        if (OnlyThisEnvironment)
        {
            line.AddRange(["env", "-i"]);
            line.AddRange(Environment.Select(variable => $"{variable.Key}={variable.Value}"));
        }

        line.Add(File);
        line.AddRange(Arguments);
        return line;
    }
}
