using Aspire.Hosting.ApplicationModel;

namespace Efficiency.LocalHosting.Suite;

internal sealed class PostgresPart(PostgresServerResource server, DataFolder data)
    : Part(server, server.Name, replica: 0)
{
    public override async Task<RunningPart> LaunchAsync(Action<string> output, CancellationToken cancellationToken)
    {
        if (server.UserName is { } user && !string.Equals(user.Read(), PostgresProcess.User, StringComparison.Ordinal))
        {
            throw new SuiteException(
                $"PostgreSQL's administrator is called {PostgresProcess.User} here; parameter {user.Name} says otherwise."
            );
        }

        var settings = new PostgresSettings(data.PathOf(server.Name), server.Port, server.Password.Read())
        {
            Log = output,
        };
        var process = await PostgresProcess.StartAsync(settings, cancellationToken);
        try
        {
            foreach (var database in server.Databases)
            {
                await process.EnsureDatabaseAsync(database.DatabaseName, cancellationToken);
            }
        }
        catch
        {
            await process.StopAsync();
            throw;
        }

        return new RunningPart([process.Identity], process.Exited, process.StopAsync);
    }
}

internal sealed class RabbitPart(RabbitMQServerResource broker, DataFolder data) : Part(broker, broker.Name, replica: 0)
{
    public override async Task<RunningPart> LaunchAsync(Action<string> output, CancellationToken cancellationToken)
    {
        var settings = new RabbitSettings(
            data.PathOf(broker.Name),
            Port("tcp"),
            Port("distribution"),
            Port("epmd"),
            broker.User,
            broker.Password.Read()
        )
        {
            ManagementPort = broker.Endpoints.Exists(endpoint =>
                string.Equals(endpoint.Name, "management", StringComparison.Ordinal)
            )
                ? Port("management")
                : null,
            Log = output,
        };
        var process = await RabbitProcess.StartAsync(settings, cancellationToken);
        return new RunningPart([process.Identity, process.PortMapperIdentity], process.Exited, process.StopAsync);
    }

    private int Port(string endpoint) => broker.FindEndpoint(endpoint).Ports[0];
}
