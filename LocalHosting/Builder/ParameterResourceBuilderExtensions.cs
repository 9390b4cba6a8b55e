using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>
    /// The value of configuration <c>Parameters:{name}</c> (in the environment <c>Parameters__{name}</c>, where a hyphen
    /// may be written as an underscore). A secret that is not configured is invented once and kept.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        bool secret = false
    ) => ((DistributedApplicationBuilder)builder).Add(new ParameterResource(name, value: null, secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false
    ) => ((DistributedApplicationBuilder)builder).Add(new ParameterResource(name, value, secret));
}
