using Aspire.Hosting.ApplicationModel;
using Efficiency.LocalHosting;
using Efficiency.LocalHosting.Suite;

namespace Aspire.Hosting;

/// <summary>Collects the parts of the topology.</summary>
public interface IDistributedApplicationBuilder
{
    DistributedApplication Build();
}

/// <summary>
/// The topology, run as local processes. This and what stands beside it in <c>Aspire.Hosting</c> is the part of .NET
/// Aspire's API that AppHost uses, with the same signatures, for places where Aspire's packages or a container engine
/// cannot be had.
/// </summary>
public sealed class DistributedApplication
{
    private readonly IReadOnlyList<Resource> resources;
    private readonly string appHostFolder;

    internal DistributedApplication(IReadOnlyList<Resource> resources, string appHostFolder) =>
        (this.resources, this.appHostFolder) = (resources, appHostFolder);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        new DistributedApplicationBuilder(AppHostFolder.Find());

    /// <summary>Runs until it is told to stop. The exit code of the process is 1 if the suite could not run.</summary>
    public void Run()
    {
        try
        {
            using var signals = new StopSignals();
            RunAsync(SuiteSettings.FromEnvironment(appHostFolder), signals).GetAwaiter().GetResult();
        }
        catch (SuiteException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Environment.ExitCode = 1;
        }
    }

    internal async Task RunAsync(SuiteSettings settings, StopSignals signals)
    {
        await using var suite = await SuiteRunner.PrepareAsync(resources, settings);
        await suite.RunAsync(signals);
    }
}

internal sealed class DistributedApplicationBuilder(string appHostFolder) : IDistributedApplicationBuilder
{
    public List<Resource> Resources { get; } = [];

    public string Folder { get; } = appHostFolder;

    public DistributedApplication Build() => new(Resources, Folder);

    public IResourceBuilder<T> Add<T>(T resource)
        where T : Resource
    {
        if (Resources.Exists(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException($"There are two resources with the name {resource.Name}.");
        }

        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <summary>Where Aspire invents a password too, it is kept under the same name: <c>{server}-password</c>.</summary>
    public ParameterResource PasswordOf(string server, IResourceBuilder<ParameterResource>? given) =>
        given?.Resource ?? Add(new ParameterResource($"{server}-password", value: null, secret: true)).Resource;
}
