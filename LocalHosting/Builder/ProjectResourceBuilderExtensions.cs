using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    /// <param name="builder">The topology.</param>
    /// <param name="name">Its name in the topology; the same project can stand in it more than once.</param>
    /// <param name="projectPath">Of the project file, relative to AppHost's folder.</param>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        string projectPath
    )
    {
        var application = (DistributedApplicationBuilder)builder;
        return application.Add(new ProjectResource(name, Path.GetFullPath(projectPath, application.Folder)));
    }

    /// <summary>Several processes of the project, each with ports of its own; others see all of them.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder,
        int replicas
    )
    {
        builder.Resource.Replicate(replicas);
        return builder;
    }
}

public static class ExecutableResourceBuilderExtensions
{
    /// <param name="builder">The topology.</param>
    /// <param name="name">Its name in the topology.</param>
    /// <param name="command">A path, or a name to look for in PATH.</param>
    /// <param name="workingDirectory">Relative to AppHost's folder.</param>
    /// <param name="args">Its arguments.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        string name,
        string command,
        string workingDirectory,
        params string[]? args
    )
    {
        var application = (DistributedApplicationBuilder)builder;
        return application.Add(
            new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, application.Folder), args ?? [])
        );
    }
}
