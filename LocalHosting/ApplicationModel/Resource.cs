namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a part before it runs.</summary>
public abstract class Resource : IResource
{
    private protected Resource(string name) => Name = name;

    public string Name { get; }

    internal List<EnvironmentVariable> Variables { get; } = [];

    internal List<Endpoint> Endpoints { get; } = [];

    internal List<Dependency> Dependencies { get; } = [];

    internal HealthCheck? Health { get; set; }

    /// <summary>The resource whose process stands for this one: a database's is its server.</summary>
    internal virtual Resource Host => this;

    internal virtual int Replicas => 1;

    internal Endpoint FindEndpoint(string name) =>
        Endpoints.Find(endpoint => string.Equals(endpoint.Name, name, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"{Name} has no endpoint {name}; add it before it is used.");
}

/// <summary>Values are read when a process starts: only then are ports and passwords known.</summary>
internal sealed record EnvironmentVariable(Func<IEnumerable<KeyValuePair<string, string>>> Read);

internal enum DependencyKind
{
    Started,
    Healthy,
    Completed,
}

/// <param name="On">What is waited for.</param>
/// <param name="Kind">How far it must have come.</param>
/// <param name="ExitCode">With <see cref="DependencyKind.Completed"/>: the only code that lets the waiting one start.</param>
internal sealed record Dependency(Resource On, DependencyKind Kind, int ExitCode = 0);

internal sealed record HealthCheck(string Path, int StatusCode, string EndpointName);
