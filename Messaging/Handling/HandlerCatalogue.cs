using System.Collections.Frozen;
using System.Text.Json;
using Efficiency.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Messaging;

/// <summary>The handlers of one service, by queue name.</summary>
public sealed class HandlerCatalogue
{
    private readonly FrozenDictionary<string, HandlerEntry> _entries;

    internal HandlerCatalogue(string service, IEnumerable<HandlerEntry> entries)
    {
        Service = service;
        _entries = entries.ToFrozenDictionary(e => e.Queue, StringComparer.Ordinal);
    }

    public string Service { get; }

    /// <summary>Queue name → event name, what the committed topology is compared with.</summary>
    public IReadOnlyDictionary<string, string> Queues =>
        _entries.ToDictionary(e => e.Key, e => e.Value.EventName, StringComparer.Ordinal);

    internal IEnumerable<HandlerEntry> Entries => _entries.Values;

    internal HandlerEntry this[string queue] => _entries[queue];
}

internal abstract class HandlerEntry(string queue, string eventName)
{
    public string Queue { get; } = queue;

    public string EventName { get; } = eventName;

    public abstract Task<Handled> HandleAsync(
        IServiceProvider services, string payload, EventHeaders headers, CancellationToken cancellationToken);

    /// <summary>Without a bus (the migration step) only what early facts need is added.</summary>
    public abstract void AddTo(IServiceCollection services, IBusRegistrationConfigurator? bus);

    public abstract void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, IRegistrationContext context);
}

internal sealed class HandlerEntry<TEvent, THandler>(string service)
    : HandlerEntry(QueueNames.Of(service, EventCatalogue.NameOf(typeof(TEvent))), EventCatalogue.NameOf(typeof(TEvent)))
    where TEvent : class
    where THandler : class, IEventHandler<TEvent>
{
    public override Task<Handled> HandleAsync(
        IServiceProvider services, string payload, EventHeaders headers, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Deserialize<TEvent>(payload, EventJson.Options)
            ?? throw new JsonException($"The payload of {headers.Name} is null.");
        return services.GetRequiredService<THandler>().HandleAsync(message, headers, cancellationToken);
    }

    public override void AddTo(IServiceCollection services, IBusRegistrationConfigurator? bus)
    {
        services.AddScoped<THandler>();
        if (bus is null)
        {
            return;
        }
        services.AddSingleton(provider => new HandlerGroup<TEvent>(
            this, provider.GetRequiredService<HandlerRunner>(), provider.GetRequiredService<MessagingActivity>()));
        bus.AddConsumer<EventConsumer<TEvent>>();
    }

    public override void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, IRegistrationContext context) =>
        endpoint.ConfigureConsumer<EventConsumer<TEvent>>(context);
}

internal static class QueueNames
{
    public static string Of(string service, string eventName) => $"{service}.{eventName}";

    public static string Error(string queue) => $"{queue}.error";

    public static string Dead(string queue) => $"{queue}.dead";
}
