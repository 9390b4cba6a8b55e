using Efficiency.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Efficiency.ServiceDefaults;

internal static class Database
{
    // Walks along the tree of units are estimated far too dear: PostgreSQL would compile for hundreds of milliseconds what runs in one.
    private const string NoCompilation = "-c jit=off";

    public static void AddDatabase<TContext>(this WebApplicationBuilder builder, string service)
        where TContext : ServiceDbContext
    {
        var connectionString = ConnectionString(builder.Configuration, service, builder.IsMigration);
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddDbContext<TContext>((provider, options) =>
        {
            // The migration step needs the text of the connection string, a data source does not give the password away.
            if (builder.IsMigration)
            {
                options.UseNpgsql(connectionString);
            }
            else
            {
                options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>());
            }

            options.UseSnakeCaseNamingConvention().UseMessaging(provider);
        });
    }

    /// <summary>
    /// The service's own login from <c>Database:*</c>; the migration step takes the administrator's
    /// <c>ConnectionStrings:{service}</c>.
    /// </summary>
    private static string ConnectionString(ConfigurationManager configuration, string service, bool migration)
    {
        if ((migration || configuration["Database:Endpoint"] is null) && configuration.GetConnectionString(service) is { } given)
        {
            return new NpgsqlConnectionStringBuilder(given)
            {
                ApplicationName = service,
                IncludeErrorDetail = false,
                Options = NoCompilation,
            }.ConnectionString;
        }

        var endpoint = new Uri(Required("Endpoint"));
        return new NpgsqlConnectionStringBuilder
        {
            Host = endpoint.Host,
            Port = endpoint.Port,
            Database = configuration["Database:Name"] ?? service,
            Username = Required("Username"),
            Password = Required("Password"),
            ApplicationName = service,
            // Two cores serve some thirty connections better than a hundred; whoever waits longer than this gets 503.
            MaxPoolSize = configuration.GetValue("Database:MaxConnections", 40),
            Timeout = 5,
            CommandTimeout = 30,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 3,
            Multiplexing = false,
            Options = NoCompilation,
        }.ConnectionString;

        string Required(string name) => configuration["Database:" + name]
            ?? throw new InvalidOperationException($"Database:{name} is not set.");
    }
}
