using Efficiency.Contracts.Intake;
using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Efficiency.Messaging.Tests;

/// <summary>Runs the sample service against a database and a broker; several of them side by side are its replicas.</summary>
internal sealed class SampleService : IAsyncDisposable
{
    private static readonly TopologyFile Topology = new(
        ["intake.contact-registered", "intake.contact-answered", "intake.case-paused", "audit.sealed"],
        [
            new("sample.intake.contact-registered", "intake.contact-registered"),
            new("sample.intake.contact-answered", "intake.contact-answered"),
            new("sample.audit.sealed", "audit.sealed"),
        ]);

    private readonly IHost _host;

    private SampleService(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public SampleProbe Probe => Services.GetRequiredService<SampleProbe>();

    public static async Task<SampleService> StartAsync(
        string database, string broker, string keys, string name = "sample", TopologyFile? topology = null, bool run = true)
    {
        AuditKeys.CreateMissing(keys);
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:rabbitmq"] = broker,
            ["Keys:Folder"] = keys,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<SampleProbe>();
        builder.Services.AddDbContext<SampleDb>((provider, options) =>
            options.UseNpgsql(database).UseSnakeCaseNamingConvention().UseMessaging(provider));
        builder.Services.AddMessaging<SampleDb>(builder.Configuration, name, hosted: true, messaging => messaging
            .Handle<ContactRegistered, ContactRegisteredHandler>()
            .Handle<ContactAnswered, ContactAnsweredHandler>());
        builder.Services.AddSingleton(topology ?? Topology);
        var service = new SampleService(builder.Build());
        await service.MigrateAsync(database);
        if (run)
        {
            await service._host.StartAsync();
        }
        return service;
    }

    /// <summary>Acts in a scope of its own, as a request does.</summary>
    public async Task ActAsync(Func<SampleDb, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<SampleDb>());
    }

    public async Task<T> ReadAsync<T>(Func<SampleDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<SampleDb>());
    }

    public Task<KnownContact?> FindAsync(Guid contact) =>
        ReadAsync(db => db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == contact));

    public Task<int> CountAsync<TRow>()
        where TRow : class => ReadAsync(db => db.Set<TRow>().CountAsync());

    public Task PublishAsync(Guid contact, int version = 1) => ActAsync(db =>
    {
        db.Publish(contact, version, null, Registered(contact), DateTimeOffset.UnixEpoch);
        return db.SaveChangesAsync();
    });

    public static ContactRegistered Registered(Guid contact) => new()
    {
        ContactId = contact,
        UnitId = Guid.CreateVersion7(),
        Channel = "phone",
        Kind = "consultation",
        FirstInquiryStaffId = Guid.CreateVersion7(),
        RegisteredAt = DateTimeOffset.UnixEpoch,
    };

    public static ContactAnswered Answered(Guid contact) => new()
    {
        ContactId = contact,
        UnitId = Guid.CreateVersion7(),
        AnsweredAt = DateTimeOffset.UnixEpoch,
    };

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task MigrateAsync(string database)
    {
        await MigrationStep.RunAsync(Services);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "create table if not exists known_contact (id uuid primary key, times int not null, answered bool not null, last_version int not null)",
            connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A database, a virtual host and a key folder of a test class.</summary>
public sealed class SampleFixture : IAsyncLifetime
{
    internal string Database { get; private set; } = "";

    internal string Broker { get; private set; } = "";

    internal string Keys { get; } = Directory.CreateTempSubdirectory("keys-").FullName;

    internal Task<SampleService> StartAsync() => SampleService.StartAsync(Database, Broker, Keys);

    public async Task InitializeAsync()
    {
        Database = await TestServers.CreateDatabaseAsync("sample");
        Broker = await TestServers.CreateVirtualHostAsync();
    }

    public async Task DisposeAsync()
    {
        await TestServers.DropVirtualHostAsync(Broker);
        NpgsqlConnection.ClearAllPools();
        await TestServers.DropDatabaseAsync(Database);
        Directory.Delete(Keys, recursive: true);
    }
}
