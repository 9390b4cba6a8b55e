using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ResourceBuilderExtensions
{
    /// <summary>Gives <c>ConnectionStrings__{name}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false
    )
        where TDestination : IResourceWithEnvironment
    {
        var variable = $"ConnectionStrings__{connectionName ?? source.Resource.Name}";
        Func<string> read = source.Resource switch
        {
            PostgresServerResource server => server.ConnectionString,
            PostgresDatabaseResource database => database.ConnectionString,
            RabbitMQServerResource broker => broker.ConnectionString,
            var other => throw new NotSupportedException($"{other.Name} has no connection string here."),
        };
        return builder.WithVariable(variable, read);
    }

    /// <summary>Gives <c>services__{name}__{endpoint}__{i}</c> for each replica, and <c>{NAME}_{ENDPOINT}</c> for the first.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source
    )
        where TDestination : IResourceWithEnvironment
    {
        var service = Of(source.Resource);
        Of(builder.Resource)
            .Variables.Add(
                new EnvironmentVariable(() => service.Endpoints.SelectMany(endpoint => Addresses(service, endpoint)))
            );
        return builder;
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.WithVariable(name, () => value ?? string.Empty);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        EndpointReference endpointReference
    )
        where T : IResourceWithEnvironment => builder.WithVariable(name, endpointReference.Address);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        IResourceBuilder<ParameterResource> parameter
    )
        where T : IResourceWithEnvironment => builder.WithVariable(name, parameter.Resource.Read);

    /// <summary>Starts only when the other is healthy; without a health check, when it is started.</summary>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency
    )
        where T : IResourceWithWaitSupport =>
        builder.WithDependency(new Dependency(Of(dependency.Resource), DependencyKind.Healthy));

    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency
    )
        where T : IResourceWithWaitSupport =>
        builder.WithDependency(new Dependency(Of(dependency.Resource), DependencyKind.Started));

    /// <summary>Starts only when the other has ended with that code. What is waited for in this way is never restarted.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        int exitCode = 0
    )
        where T : IResourceWithWaitSupport =>
        builder.WithDependency(new Dependency(Of(dependency.Resource), DependencyKind.Completed, exitCode));

    /// <param name="builder">What listens.</param>
    /// <param name="port">The port that callers use; a free one if not given.</param>
    /// <param name="targetPort">Nothing stands between callers and the process here: the same as <paramref name="port"/>.</param>
    /// <param name="name">Default <c>http</c>.</param>
    /// <param name="env">A variable in which the process looks for its port.</param>
    /// <param name="isProxied">Without meaning here.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null
    )
        where T : IResourceWithEndpoints
    {
        var endpoints = Of(builder.Resource).Endpoints;
        var endpoint = new Endpoint(name ?? "http", "http", port ?? targetPort, env);
        if (endpoints.Exists(other => string.Equals(other.Name, endpoint.Name, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"{builder.Resource.Name} has two endpoints {endpoint.Name}.");
        }

        endpoints.Add(endpoint);
        return builder;
    }

    /// <summary>All endpoints listen on 127.0.0.1 only here; that some are for others matters when Aspire publishes.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder;

    /// <summary>Healthy is what answers a GET with the status code (default 200).</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null,
        string? endpointName = null
    )
        where T : IResourceWithEndpoints
    {
        var resource = Of(builder.Resource);
        var check = new HealthCheck(path ?? "/", statusCode ?? 200, endpointName ?? "http");
        _ = resource.FindEndpoint(check.EndpointName);
        resource.Health = check;
        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(Of(builder.Resource), name);

    private static IResourceBuilder<T> WithVariable<T>(this IResourceBuilder<T> builder, string name, Func<string> read)
        where T : IResource
    {
        Of(builder.Resource).Variables.Add(new EnvironmentVariable(() => [new(name, read())]));
        return builder;
    }

    private static IResourceBuilder<T> WithDependency<T>(this IResourceBuilder<T> builder, Dependency dependency)
        where T : IResource
    {
        Of(builder.Resource).Dependencies.Add(dependency);
        return builder;
    }

    private static IEnumerable<KeyValuePair<string, string>> Addresses(Resource service, Endpoint endpoint)
    {
        yield return new($"{service.Name}_{endpoint.Name}".Replace('-', '_').ToUpperInvariant(), endpoint.Address());
        for (var replica = 0; replica < service.Replicas; replica++)
        {
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"services__{service.Name}__{endpoint.Name}__{replica}"),
                endpoint.Address(replica)
            );
        }
    }

    private static Resource Of(IResource resource) => (Resource)resource;
}
