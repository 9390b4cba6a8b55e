using System.Globalization;

namespace Efficiency.Gateway.Suite;

/// <summary>One running copy of a service and its inner address.</summary>
internal sealed record ServiceInstance(string Service, int Index, Uri Address)
{
    /// <summary>For example <c>deadlines/1</c>; what the ops pages call it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Service}/{Index}");
}

/// <summary>
/// Every copy of every service, from <c>services__{name}__http__{i}</c>: one address where the platform balances itself,
/// several where the gateway does.
/// </summary>
internal sealed class SuiteServices(IConfiguration configuration)
{
    /// <summary>The services that are routed to, each under /api/{name}.</summary>
    public static IReadOnlyList<string> Names { get; } = ["intake", "deadlines", "accountability", "appraisal"];

    public IReadOnlyList<ServiceInstance> Instances { get; } = [.. Names.SelectMany(name => Of(configuration, name))];

    private static List<ServiceInstance> Of(IConfiguration configuration, string name) =>
    [
        .. configuration.GetSection($"services:{name}:http").GetChildren()
            .Select(child => new ServiceInstance(
                name,
                int.Parse(child.Key, CultureInfo.InvariantCulture),
                new Uri(child.Value ?? throw new InvalidOperationException($"services__{name}__http__{child.Key} is empty."))))
            .OrderBy(instance => instance.Index),
    ];
}
