namespace Efficiency.LocalHosting;

/// <summary>How a private PostgreSQL server is set up. It listens on 127.0.0.1 only.</summary>
public sealed record PostgresSettings(string Folder, int Port, string Password)
{
    /// <summary>False: nothing is forced to disk, for data that is thrown away anyway (tests).</summary>
    public bool Durable { get; init; } = true;

    public string SharedBuffers { get; init; } = "128MB";

    public int MaxConnections { get; init; } = 200;

    /// <summary>Gets the server's log, line by line.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
