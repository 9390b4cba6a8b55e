using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A setting of the whole suite; a secret one is invented at the first start and kept.</summary>
public sealed class ParameterResource : Resource
{
    internal ParameterResource(string name, string? value, bool secret)
        : base(name) => (Value, Secret) = (value, secret);

    internal bool Secret { get; }

    /// <summary>Null until the suite starts, unless the topology fixes it.</summary>
    internal string? Value { get; set; }

    internal string Read() => Value ?? throw new InvalidOperationException($"Parameter {Name} has no value yet.");
}

/// <summary>A .NET project of this repository, run from its built output.</summary>
public sealed class ProjectResource
    : Resource,
        IResourceWithEnvironment,
        IResourceWithServiceDiscovery,
        IResourceWithWaitSupport
{
    private int replicas = 1;

    internal ProjectResource(string name, string projectFile)
        : base(name) => ProjectFile = projectFile;

    internal string ProjectFile { get; }

    internal override int Replicas => replicas;

    internal void Replicate(int count) => replicas = count;
}

/// <summary>Any other program.</summary>
public sealed class ExecutableResource
    : Resource,
        IResourceWithEnvironment,
        IResourceWithEndpoints,
        IResourceWithWaitSupport
{
    internal ExecutableResource(string name, string command, string workingDirectory, IReadOnlyList<string> arguments)
        : base(name) => (Command, WorkingDirectory, Arguments) = (command, workingDirectory, arguments);

    internal string Command { get; }

    internal string WorkingDirectory { get; }

    internal IReadOnlyList<string> Arguments { get; }
}

/// <summary>A PostgreSQL server; its endpoint is <c>tcp</c>.</summary>
public sealed class PostgresServerResource : Resource, IResourceWithEndpoints, IResourceWithConnectionString
{
    internal PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name) => (UserName, Password) = (userName, password);

    internal ParameterResource? UserName { get; }

    internal ParameterResource Password { get; }

    internal List<PostgresDatabaseResource> Databases { get; } = [];

    internal int Port => FindEndpoint("tcp").Ports[0];

    internal string ConnectionString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username={UserName?.Read() ?? "postgres"};Password={Password.Read()}"
        );
}

/// <summary>A database, made when its server is ready.</summary>
public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource server)
        : base(name) => (DatabaseName, Server) = (databaseName, server);

    internal string DatabaseName { get; }

    internal PostgresServerResource Server { get; }

    internal override Resource Host => Server;

    internal string ConnectionString() => $"{Server.ConnectionString()};Database={DatabaseName}";
}

/// <summary>A RabbitMQ broker; its endpoint is <c>tcp</c>.</summary>
public sealed class RabbitMQServerResource : Resource, IResourceWithEndpoints, IResourceWithConnectionString
{
    internal RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name) => (UserName, Password) = (userName, password);

    internal ParameterResource? UserName { get; }

    internal ParameterResource Password { get; }

    internal string User => UserName?.Read() ?? "guest";

    internal string ConnectionString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"amqp://{Uri.EscapeDataString(User)}:{Uri.EscapeDataString(Password.Read())}@127.0.0.1:{FindEndpoint("tcp").Ports[0]}"
        );
}
