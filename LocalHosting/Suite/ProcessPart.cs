using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Suite;

/// <summary>A replica of a project, or a program.</summary>
internal sealed class ProcessPart(Resource resource, string name, int replica) : Part(resource, name, replica)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    public override Task<RunningPart> LaunchAsync(Action<string> output, CancellationToken cancellationToken)
    {
        var child = ChildProcess.Start(
            Command() with
            {
                Environment = Variables(),
                DeathSignal = Posix.Terminate,
            },
            output
        );
        return Task.FromResult(
            new RunningPart([child.Identity], child.Exited, () => child.StopAsync(Posix.Terminate, StopPatience))
        );
    }

    private ChildCommand Command() =>
        Resource switch
        {
            ProjectResource project => new ChildCommand("dotnet", "exec", AppHostFolder.AssemblyOf(project.ProjectFile))
            {
                WorkingDirectory = Path.GetDirectoryName(project.ProjectFile)!,
            },
            ExecutableResource executable => new ChildCommand(executable.Command, executable.Arguments)
            {
                WorkingDirectory = executable.WorkingDirectory,
            },
            _ => throw new NotSupportedException($"{Resource.Name} is no process."),
        };

    private Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Resource is ProjectResource)
        {
            AddProjectDefaults(variables);
        }

        foreach (var endpoint in Resource.Endpoints.Where(endpoint => endpoint.Variable is not null))
        {
            variables[endpoint.Variable!] = endpoint.Ports[Replica].ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (key, value) in Resource.Variables.SelectMany(variable => variable.Read()))
        {
            variables[key] = value;
        }

        return variables;
    }

    /// <summary>What Aspire gives each project. The exporter's address is inherited if there is one: no dashboard runs here.</summary>
    private void AddProjectDefaults(Dictionary<string, string> variables)
    {
        variables["OTEL_SERVICE_NAME"] = Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Name}";
        variables["Logging__Console__FormatterName"] = "simple";
        variables["Logging__Console__FormatterOptions__SingleLine"] = "true";
        // Whether a part is healthy is asked, and said, by its supervisor; each part need not say it at each question too.
        variables["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None";
        if (Resource.Endpoints.Count > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(
                ';',
                Resource.Endpoints.Select(endpoint => endpoint.Address(Replica))
            );
        }
    }
}
