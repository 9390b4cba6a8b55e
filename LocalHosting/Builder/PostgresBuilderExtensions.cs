using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        var application = (DistributedApplicationBuilder)builder;
        var server = new PostgresServerResource(name, userName?.Resource, application.PasswordOf(name, password));
        server.Endpoints.Add(new Endpoint("tcp", "tcp", port));
        return application.Add(server);
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder,
        string name,
        string? databaseName = null
    )
    {
        var server = (ResourceBuilder<PostgresServerResource>)builder;
        var database = new PostgresDatabaseResource(name, databaseName ?? name, server.Resource);
        server.Resource.Databases.Add(database);
        return server.Application.Add(database);
    }

    /// <summary>Local data is always kept, in the suite's data folder.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    ) => builder;
}

public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        var application = (DistributedApplicationBuilder)builder;
        var broker = new RabbitMQServerResource(name, userName?.Resource, application.PasswordOf(name, password));
        broker.Endpoints.AddRange([
            new Endpoint("tcp", "tcp", port),
            new Endpoint("distribution", "tcp"),
            new Endpoint("epmd", "tcp"),
        ]);
        return application.Add(broker);
    }

    /// <summary>Adds the HTTP interface and the pages of RabbitMQ's management plugin, endpoint <c>management</c>.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(
        this IResourceBuilder<RabbitMQServerResource> builder
    )
    {
        builder.Resource.Endpoints.Add(new Endpoint("management", "http"));
        return builder;
    }

    /// <inheritdoc cref="PostgresBuilderExtensions.WithDataVolume"/>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    ) => builder;
}
