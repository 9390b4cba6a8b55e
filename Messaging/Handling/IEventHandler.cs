namespace Efficiency.Messaging;

/// <summary>
/// What a service does on an event: changes tracked entities, publishes, audits. The runner opens the transaction, writes the
/// inbox row and saves once, possibly for several messages together; a handler never saves, so an event acts once or not at all.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : class
{
    /// <summary>
    /// Returns <see cref="Handled.Early"/>, having changed nothing, where what the event builds on has not arrived yet.
    /// </summary>
    Task<Handled> HandleAsync(TEvent message, EventHeaders headers, CancellationToken cancellationToken);
}

/// <summary>The outcome of handling: done, or early, waiting for <see cref="AwaitedKey"/>.</summary>
public readonly record struct Handled
{
    private Handled(Guid? awaitedKey) => AwaitedKey = awaitedKey;

    public static Handled Done => default;

    public Guid? AwaitedKey { get; }

    /// <summary>The event is kept and handled again when the service calls <see cref="ServiceDbContext.Arrived"/> with this key.</summary>
    public static Handled Early(Guid awaitedKey) => new(awaitedKey);
}

/// <summary>What travels beside an event.</summary>
/// <param name="EventId">UUIDv7, the same in outbox, feed, broker and inbox.</param>
/// <param name="Name">Stable wire name.</param>
/// <param name="AggregateId">What the event is about.</param>
/// <param name="Version">Version of the aggregate after the change; a read model ignores one lower than it holds.</param>
/// <param name="UnitId">Unit that the aggregate belongs to, where it has one.</param>
/// <param name="OccurredAt">Business time. Facts count by it.</param>
/// <param name="CreatedAt">Technical time of the publishing transaction.</param>
public sealed record EventHeaders(
    Guid EventId,
    string Name,
    Guid AggregateId,
    int Version,
    Guid? UnitId,
    DateTimeOffset OccurredAt,
    DateTimeOffset CreatedAt);
