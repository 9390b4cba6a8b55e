using Efficiency.Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Efficiency.Messaging;

/// <summary>Collects the handlers of a service.</summary>
public sealed class MessagingBuilder
{
    private readonly string _service;
    private readonly List<HandlerEntry> _entries = [];

    internal MessagingBuilder(string service) => _service = service;

    internal IReadOnlyList<HandlerEntry> Entries => _entries;

    /// <summary>One handler per event and service; its queue is called <c>{service}.{event}</c>.</summary>
    public MessagingBuilder Handle<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IEventHandler<TEvent>
    {
        _entries.Add(new HandlerEntry<TEvent, THandler>(_service));
        return this;
    }
}

public static class MessagingRegistration
{
    private const ushort Prefetch = 200;

    /// <summary>
    /// Adds outbox, feed, inbox, audit and the bus for a service's context. Needs <c>ConnectionStrings:rabbitmq</c> and
    /// <c>Keys:Folder</c>; <paramref name="hosted"/> is false in the migration step, which runs none of the background parts.
    /// </summary>
    public static void AddMessaging<TContext>(
        this IServiceCollection services,
        IConfiguration configuration,
        string service,
        bool hosted,
        Action<MessagingBuilder> configure)
        where TContext : ServiceDbContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(configure);

        var builder = new MessagingBuilder(service);
        builder.Handle<AuditSealed, AuditSealedHandler>();
        configure(builder);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<CommitSignal>();
        services.AddSingleton<MessagingActivity>();
        services.AddScoped<SaveContext>();
        services.AddScoped<ServiceDbContext>(provider => provider.GetRequiredService<TContext>());
        services.AddSingleton(new HandlerCatalogue(service, builder.Entries));
        services.AddSingleton<EarlyFacts>();
        services.AddSingleton<HandlerRunner>();
        services.AddSingleton(TopologyFile.Read());
        services.AddSingleton(_ => new RabbitSettings(
            new Uri(configuration.GetConnectionString("rabbitmq")
                ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is missing.")), service));
        services.AddSingleton<RabbitConnection>();
        services.AddSingleton<ErrorQueues>();
        services.AddSingleton(_ => new AuditKeys(configuration["Keys:Folder"]
            ?? throw new InvalidOperationException("Keys:Folder is missing.")));
        services.AddScoped<FeedReader>();
        services.AddScoped<AuditVerifier>();

        if (!hosted)
        {
            builder.Entries.ToList().ForEach(entry => entry.AddTo(services, bus: null));
            return;
        }
        services.AddSingleton<EventPublisher>();
        services.AddHostedService<OutboxDispatcher>();
        services.AddHostedService<FeedSealer>();
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditSealer>());
        services.AddHostedService<PartitionMaintenance>();
        services.AddHostedService<BacklogGauges>();
        services.AddSingleton<IQuietCheck, MessagingQuietCheck>();
        AddBus(services, service, builder.Entries);
    }

    /// <summary>The interceptor that every service's context needs beside its provider.</summary>
    public static DbContextOptionsBuilder UseMessaging(this DbContextOptionsBuilder options, IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddInterceptors(provider.GetRequiredService<CommitSignal>());
    }

    private static void AddBus(IServiceCollection services, string service, IReadOnlyList<HandlerEntry> entries)
    {
        services.AddMassTransit(bus =>
        {
            foreach (var entry in entries)
            {
                entry.AddTo(services, bus);
            }
            bus.ConfigureHealthCheckOptions(options =>
            {
                options.Name = "broker";
                // Without the broker a service still answers; its outbox keeps what it has to say.
                options.MinimalFailureStatus = HealthStatus.Degraded;
                options.Tags.Add("ready");
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(context.GetRequiredService<RabbitSettings>().Uri, service, _ => { });
                rabbit.SendTopology.ErrorQueueNameFormatter = new DottedErrorQueueNames();
                rabbit.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
                rabbit.ConfigureJsonSerializerOptions(_ => new System.Text.Json.JsonSerializerOptions(EventJson.Options));
                foreach (var entry in entries)
                {
                    rabbit.ReceiveEndpoint(entry.Queue, endpoint => Configure(endpoint, entry, context));
                }
            });
        });
        services.Configure<MassTransitHostOptions>(options =>
        {
            // For the same reason it starts without the broker.
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(10);
        });
    }

    private static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, HandlerEntry entry, IRegistrationContext context)
    {
        // Queue and binding stand on the broker already; MassTransit adds nothing to them.
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = Prefetch;
        endpoint.ConcurrentMessageLimit = Prefetch;
        foreach (var (name, value) in TopologyDeclaration.QueueArguments(entry.Queue))
        {
            endpoint.SetQueueArgument(name, value);
        }
        endpoint.Bind(entry.EventName, exchange => exchange.ExchangeType = "fanout");
        entry.Configure(endpoint, context);
    }

    private sealed class DottedErrorQueueNames : IErrorQueueNameFormatter
    {
        public string FormatErrorQueueName(string queueName) => QueueNames.Error(queueName);
    }
}
