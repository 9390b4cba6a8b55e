using System.Reflection;
using Efficiency.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Efficiency.ServiceDefaults;

/// <summary>What every service is made of, and in which order.</summary>
public static class ServiceHosting
{
    private const string Mode = "Mode";
    private const string Migrate = "migrate";

    /// <summary>
    /// Adds everything that every service has: configuration, database, messaging, tokens, problems, idempotency, telemetry,
    /// health, clock. Refusal texts are read from the embedded <c>Resources/refusals.json</c> of the assembly that calls.
    /// </summary>
    /// <param name="builder">The web application.</param>
    /// <param name="service">The service's short name: database, queues, routes and telemetry are called after it.</param>
    /// <param name="messaging">The events that the service handles.</param>
    /// <param name="verifyTokens">False where the service brings an authentication scheme of its own (the gateway).</param>
    public static WebApplicationBuilder AddService<TContext>(
        this WebApplicationBuilder builder,
        string service,
        Action<MessagingBuilder>? messaging = null,
        bool verifyTokens = true)
        where TContext : ServiceDbContext
    {
        var services = builder.Services;
        builder.AddTelemetry(service);
        builder.AddProblems(typeof(TContext).Assembly);
        builder.AddDatabase<TContext>(service);

        services.AddSingleton(_ => Keys.Read(builder.Configuration["Keys:Folder"]));
        services.AddSingleton<PersonalData>();
        services.AddSingleton<IdempotencyStore>();
        services.AddScoped<Caller>();
        services.AddTransient<Check>();
        services.AddBusinessClock(builder.Configuration);
        services.AddMessaging<TContext>(builder.Configuration, service, hosted: !builder.IsMigration, messaging ?? (_ => { }));

        // The migration step builds the same application and never starts it: it needs no issuer.
        if (verifyTokens && !builder.IsMigration)
        {
            builder.AddTokenVerification();
        }

        services.AddAuthentication();
        services.AddAuthorization();
        services.AddSingleton<AccessRuleCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessRuleCheck>());
        services.AddHostedService<KeyCheck>();
        services.AddHostedService<IdempotencyCleaning>();
        services.AddHostedService<PersonKeyRotation>();
        builder.AddHealth();
        builder.AddClockFollowing();
        services.AddServiceDocument(service);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBodies.ServerLimit;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        return builder;
    }

    extension(WebApplicationBuilder builder)
    {
        /// <summary>This run prepares database, broker and keys, and ends.</summary>
        internal bool IsMigration =>
            string.Equals(builder.Configuration[Mode], Migrate, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The pipeline and every route that all services have, and the group of the service's own routes.</summary>
    /// <returns>The group at <c>/api/{service}/v1</c>.</returns>
    public static RouteGroupBuilder MapService(this WebApplication app, string service)
    {
        app.UseService();
        var api = app.MapApi(service);
        api.MapFeed(service);
        api.MapAudit();
        app.MapServiceEndpoints();
        return api;
    }

    /// <summary>The pipeline: errors, authentication, who calls, idempotency.</summary>
    public static WebApplication UseService(this WebApplication app)
    {
        app.Services.GetRequiredService<AccessRuleCheck>().Routes = app;
        app.UseProblems();
        app.UseAuthentication();
        app.UseMiddleware<RequestIdentity>();
        app.UseAuthorization();
        app.UseMiddleware<Idempotency>();
        return app;
    }

    /// <summary>A group at <c>/api/{name}/v1</c> whose POSTs are idempotent.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string name) => routes
        .MapGroup($"/api/{name}/v1")
        .WithMetadata(new IdempotentPosts(), new ApiVersion("1"))
        .WithTags(name);

    /// <summary>Health, the API document, and in Development clock and quiet.</summary>
    public static void MapServiceEndpoints(this WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnyone();
        if (app.Environment.IsDevelopment())
        {
            app.MapInternal();
        }
    }

    /// <summary>Serves; or, with <c>Mode=migrate</c>, prepares keys (in Development), database and broker, and returns.</summary>
    /// <param name="app">The built application.</param>
    /// <param name="prepare">What else the migration step does, in a scope of its own, once the database is up to date.</param>
    public static async Task RunServiceAsync<TContext>(
        this WebApplication app, Func<IServiceProvider, CancellationToken, Task>? prepare = null)
        where TContext : ServiceDbContext
    {
        if (!string.Equals(app.Configuration[Mode], Migrate, StringComparison.OrdinalIgnoreCase))
        {
            await app.RunAsync();
            return;
        }

        if (app.Environment.IsDevelopment() && app.Configuration["Keys:Folder"] is { Length: > 0 } folder)
        {
            Keys.CreateMissing(folder);
            AuditKeys.CreateMissing(folder);
        }

        await MigrationStep.RunAsync(app.Services);
        if (prepare is not null)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await prepare(scope.ServiceProvider, CancellationToken.None);
        }

        await app.DisposeAsync();
    }
}
