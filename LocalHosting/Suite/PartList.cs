using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Efficiency.LocalHosting.Suite;

/// <summary>The processes that a topology asks for.</summary>
internal static class PartList
{
    public static IReadOnlyList<Part> Make(IReadOnlyList<Resource> resources, DataFolder data)
    {
        var awaited = resources
            .SelectMany(resource => resource.Dependencies)
            .Where(dependency => dependency.Kind == DependencyKind.Completed)
            .Select(dependency => dependency.On)
            .ToHashSet();
        return [.. resources.SelectMany(resource => Make(resource, data, awaited.Contains(resource)))];
    }

    private static IEnumerable<Part> Make(Resource resource, DataFolder data, bool runsOnce) =>
        resource switch
        {
            PostgresServerResource server => [new PostgresPart(server, data)],
            RabbitMQServerResource broker => [new RabbitPart(broker, data)],
            ProjectResource or ExecutableResource => Enumerable
                .Range(0, resource.Replicas)
                .Select(replica => new ProcessPart(resource, NameOf(resource, replica), replica)
                {
                    RunsOnce = runsOnce,
                }),
            _ => [],
        };

    private static string NameOf(Resource resource, int replica) =>
        resource.Replicas == 1
            ? resource.Name
            : string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{replica + 1}");
}
