using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

// The whole suite in one file, on .NET Aspire's API. LocalHosting has the same members where Aspire cannot be had.
var builder = DistributedApplication.CreateBuilder(args);
var keys = Path.Combine(DataFolder(), "keys");

var postgres = builder.AddPostgres("postgres").WithDataVolume("efficiency-postgres");
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume("efficiency-rabbitmq");

// The gateway's address is the issuer in every token, so the others need it and it is declared first.
var (gateway, gatewayMigrate) = AddDatabaseProject("gateway", "../gateway/Gateway.csproj", endpointPort: GatewayPort());
gateway.WithExternalHttpEndpoints();
Configure(gateway);
Configure(gatewayMigrate);

AddService("intake", "../services/Intake/Intake.csproj");
AddService("deadlines", "../services/Deadlines/Deadlines.csproj").WithReplicas(2);
AddService("accountability", "../services/Accountability/Accountability.csproj");
AddService("appraisal", "../services/Appraisal/Appraisal.csproj");

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService(string name, string project)
{
    var (service, migrate) = AddDatabaseProject(name, project, endpointPort: null);
    Configure(service).WithReference(gateway);
    Configure(migrate);
    gateway.WithReference(service);
    return service;
}

// A project with a database and a login of its own. It starts when its migration step has ended well, which alone gets
// the administrator's connection.
(IResourceBuilder<ProjectResource> Service, IResourceBuilder<ProjectResource> Migrate) AddDatabaseProject(
    string name,
    string project,
    int? endpointPort
)
{
    var database = postgres.AddDatabase($"{name}-db", name);
    var password = builder.AddParameter($"{name}-db-password", secret: true);

    var migrate = WithLogin(builder.AddProject($"{name}-migrate", project))
        .WithEnvironment("Mode", "migrate")
        .WithReference(database, connectionName: name);
    var service = WithLogin(builder.AddProject(name, project))
        .WithHttpEndpoint(port: endpointPort)
        .WithHttpHealthCheck("/health/ready")
        .WaitForCompletion(migrate);
    return (service, migrate);

    IResourceBuilder<ProjectResource> WithLogin(IResourceBuilder<ProjectResource> target) =>
        target
            .WithEnvironment("Database__Endpoint", postgres.GetEndpoint("tcp"))
            .WithEnvironment("Database__Name", name)
            .WithEnvironment("Database__Username", name)
            .WithEnvironment("Database__Password", password)
            .WithReference(rabbitmq)
            .WaitFor(database)
            .WaitFor(rabbitmq);
}

IResourceBuilder<ProjectResource> Configure(IResourceBuilder<ProjectResource> target) =>
    target
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("Auth__Issuer", gateway.GetEndpoint("http"))
        .WithEnvironment("Keys__Folder", keys);

static int GatewayPort() =>
    int.TryParse(Environment.GetEnvironmentVariable("EFFICIENCY_PORT"), CultureInfo.InvariantCulture, out var port)
        ? port
        : 8080;

// EFFICIENCY_DATA, else .data beside the solution.
static string DataFolder()
{
    if (Environment.GetEnvironmentVariable("EFFICIENCY_DATA") is { Length: > 0 } folder)
    {
        return Path.GetFullPath(folder);
    }

    var solution = new DirectoryInfo(AppContext.BaseDirectory);
    while (solution.Parent is { } parent && solution.GetFiles("*.sln").Length == 0)
    {
        solution = parent;
    }

    return Path.Combine(solution.FullName, ".data");
}
