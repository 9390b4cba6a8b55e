namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named part of the topology.</summary>
public interface IResource
{
    string Name { get; }
}

/// <summary>Gets environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>Listens on ports.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>Can be found by others as <c>services__{name}__{endpoint}__{i}</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>Is reached with <c>ConnectionStrings__{name}</c>.</summary>
public interface IResourceWithConnectionString : IResource;

/// <summary>Can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>What the extension methods of <c>Aspire.Hosting</c> work on.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}

internal sealed record ResourceBuilder<T>(DistributedApplicationBuilder Application, T Resource) : IResourceBuilder<T>
    where T : IResource;
