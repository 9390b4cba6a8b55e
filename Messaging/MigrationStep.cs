using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>
/// What runs once before a service's replicas start, with the migration login: the shared tables, the service's own migrations, this
/// month's partitions, the service's login and its rights, and the topology of the broker. Running it again changes nothing.
/// </summary>
public static class MigrationStep
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var db = provider.GetRequiredService<ServiceDbContext>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MigrationStep).FullName!);

        var connection = await db.OpenAsync(cancellationToken);
        // Two migration steps of one database run one after the other.
        await ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLocks.Migration})", cancellationToken);
        await SharedTables.ApplyAsync(connection, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await PartitionMaintenance.RunAsync(connection, provider.GetRequiredService<TimeProvider>(), cancellationToken);
        await GrantAsync(connection, provider.GetRequiredService<IConfiguration>(), cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_unlock({AdvisoryLocks.Migration})", cancellationToken);

        if (provider.GetService<RabbitConnection>() is { } rabbit)
        {
            var broker = await rabbit.OpenAsync(cancellationToken);
            await TopologyDeclaration.DeclareAsync(broker, provider.GetRequiredService<TopologyFile>(), cancellationToken);
        }
        logger.LogInformation("The database {Database} is up to date", connection.Database);
    }

    /// <summary>The service's login reads and writes rows, changes no table, and cannot touch what is sealed.</summary>
    private static async Task GrantAsync(NpgsqlConnection connection, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var login = configuration["Database:Username"];
        var password = configuration["Database:Password"];
        if (string.IsNullOrEmpty(login) || string.IsNullOrEmpty(password))
        {
            return;
        }
        await using var quote = new NpgsqlCommand("select quote_ident($1), quote_literal($2), quote_ident(current_database())", connection)
        {
            Parameters = { new() { Value = login }, new() { Value = password } },
        };
        string name, secret, database;
        await using (var reader = await quote.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (name, secret, database) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
        }
        await ExecuteAsync(connection, $"""
            do $do$ begin
                create role {name} login;
            exception when duplicate_object or unique_violation then null;
            end $do$;
            alter role {name} password {secret};
            revoke all on database {database} from public;
            grant connect on database {database} to {name};
            grant usage on schema public to {name};
            grant select, insert, update, delete on all tables in schema public to {name};
            grant usage, select on all sequences in schema public to {name};
            grant execute on all functions in schema public to {name};
            alter default privileges in schema public grant select, insert, update, delete on tables to {name};
            alter default privileges in schema public grant usage, select on sequences to {name};
            revoke update, delete on audit, audit_seal, audit_witness from {name};
            grant update (seal_number, seal_position) on audit to {name};
            """, cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
