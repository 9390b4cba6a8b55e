using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port of each replica of a resource. Which one is decided when the suite starts.</summary>
internal sealed class Endpoint(string name, string scheme, int? wishedPort = null, string? variable = null)
{
    public string Name { get; } = name;

    public string Scheme { get; } = scheme;

    /// <summary>The port that the topology asks for, for the first replica.</summary>
    public int? WishedPort { get; } = wishedPort;

    /// <summary>The environment variable in which the process itself looks for its port.</summary>
    public string? Variable { get; } = variable;

    /// <summary>One for each replica.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    public string Address(int replica = 0) =>
        Ports.Count > replica
            ? string.Create(CultureInfo.InvariantCulture, $"{Scheme}://127.0.0.1:{Ports[replica]}")
            : throw new InvalidOperationException($"Endpoint {Name} has no port yet.");
}

/// <summary>An endpoint's address, to be read once it is decided.</summary>
public sealed class EndpointReference
{
    private readonly Resource resource;
    private readonly string name;

    internal EndpointReference(Resource resource, string name) => (this.resource, this.name) = (resource, name);

    internal string Address() => resource.FindEndpoint(name).Address();
}
