using System.Reflection;
using Efficiency.Messaging;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Npgsql;

namespace Efficiency.TestKit;

/// <summary>
/// A service as its own Program.cs builds it, against a real database and a virtual host of its own, which its own
/// migration step has prepared. Tokens come from <see cref="TestIssuer"/>. Business time stands still at
/// <see cref="Start"/> until <see cref="MoveTo"/>; technical time runs.
/// </summary>
/// <remarks>
/// Dispose it to drop database and virtual host. A second instance made with <see cref="ReplicaAsync"/> shares them.
/// </remarks>
public sealed class ServiceUnderTest<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly Surroundings surroundings;
    private readonly Action<IServiceCollection> configure;
    private readonly FakeTimeProvider time;
    private readonly bool ownsSurroundings;

    private ServiceUnderTest(
        Surroundings surroundings,
        Action<IServiceCollection> configure,
        FakeTimeProvider time,
        bool ownsSurroundings
    )
    {
        (this.surroundings, this.configure, this.time, this.ownsSurroundings) = (
            surroundings,
            configure,
            time,
            ownsSurroundings
        );
    }

    /// <summary>Thursday 24 September 2026, 09:00 in the city: a working day that is followed by a holiday.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 9, 24, 9, 0, 0, TimeSpan.FromHours(8));

    public BusinessClock Clock => Services.GetRequiredService<BusinessClock>();

    /// <summary>The administrator's connection to the service's database, for what a test reads or breaks by SQL.</summary>
    public string Database => surroundings.Database;

    /// <summary>The virtual host.</summary>
    public string Broker => surroundings.Broker;

    /// <param name="service">Short name, for example <c>intake</c>.</param>
    /// <param name="start">First business instant; default <see cref="Start"/>.</param>
    /// <param name="configure">Replaces registrations of the service, last of all.</param>
    public static async Task<ServiceUnderTest<TProgram>> StartAsync(
        string service,
        DateTimeOffset? start = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var prepared = await Surroundings.PrepareAsync(service, typeof(TProgram).Assembly);
        var started = new ServiceUnderTest<TProgram>(
            prepared,
            configure ?? (_ => { }),
            new FakeTimeProvider(start ?? Start),
            ownsSurroundings: true
        );
        _ = started.Server;
        return started;
    }

    /// <summary>Another instance on the same database and virtual host, with its own clock (offset like this one's).</summary>
    public Task<ServiceUnderTest<TProgram>> ReplicaAsync()
    {
        var replica = new ServiceUnderTest<TProgram>(surroundings, configure, time, ownsSurroundings: false);
        replica.Services.GetRequiredService<BusinessClock>().Move(Clock.Offset);
        return Task.FromResult(replica);
    }

    /// <summary>Moves business time, as the ops call of the gateway does; whoever waits for an instant is woken.</summary>
    public void MoveTo(DateTimeOffset instant) => Clock.Move(instant - time.GetUtcNow());

    /// <summary>A client with a token. It adds an <c>Idempotency-Key</c> to each POST that has none.</summary>
    public HttpClient ClientAs(
        string role,
        IEnumerable<Guid>? unitIds = null,
        Guid? staffId = null,
        string? subject = null
    ) => ClientWith(TestIssuer.Token([role], unitIds, staffId, subject ?? $"test-{role}"));

    /// <inheritdoc cref="ClientAs(string, IEnumerable{Guid}?, Guid?, string?)"/>
    public HttpClient ClientAs(
        IEnumerable<string> roles,
        IEnumerable<Guid>? unitIds = null,
        Guid? staffId = null,
        string? subject = null
    ) => ClientWith(TestIssuer.Token(roles, unitIds, staffId, subject ?? "test-client"));

    /// <summary>A client with this token, or without one.</summary>
    public HttpClient ClientWith(string? token) => CreateDefaultClient(new ApiHandler(token));

    /// <summary>Calls something of the service in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Reads one value with SQL, as administrator; null for a null or no row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>
    /// Delivers an event as another service would have published it and waits until the service has taken it (handled
    /// it, or put it aside because something before it is missing).
    /// </summary>
    /// <returns>The event's id.</returns>
    public async Task<Guid> ReceiveAsync<TEvent>(
        TEvent message,
        Guid aggregateId,
        int version,
        Guid? unitId,
        DateTimeOffset occurredAt,
        Guid? eventId = null
    )
        where TEvent : class
    {
        var id = eventId ?? Guid.CreateVersion7();
        await TestEvents.PublishAsync(Broker, id, message, aggregateId, version, unitId, occurredAt);
        await Eventually.AsyncUntil(
            () => ScalarAsync<bool>("select exists(select from inbox where event_id = $1)", id),
            what: $"{typeof(TEvent).Name} is taken"
        );
        return id;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseEnvironment("Development");
        foreach (var (key, value) in surroundings.Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<BusinessClock>();
            services.AddSingleton(new BusinessClock(time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
            services.PostConfigureAll<JwtBearerOptions>(options =>
                options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                    TestIssuer.Metadata
                )
            );
            configure(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsSurroundings)
        {
            await surroundings.DisposeAsync();
        }
    }
}
