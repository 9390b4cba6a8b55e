namespace Efficiency.Messaging;

/// <summary>An event that is still to be published; the payload stands once, in the feed.</summary>
internal sealed class OutboxRow
{
    public required Guid EventId { get; init; }
    public required short Lane { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An event as departments' systems read it, kept for ever; readable once the sealer has numbered it.</summary>
internal sealed class FeedRow
{
    public required Guid EventId { get; init; }
    public required string Name { get; init; }
    public required Guid AggregateId { get; init; }
    public required int Version { get; init; }
    public Guid? UnitId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? TraceParent { get; init; }
    public required string Payload { get; init; }
}

/// <summary>An event that came before the fact that it builds on.</summary>
internal sealed class EarlyRow
{
    public required Guid EventId { get; init; }
    public required string Consumer { get; init; }
    public required Guid AwaitedKey { get; init; }
    public required string Name { get; init; }
    public required Guid AggregateId { get; init; }
    public required int Version { get; init; }
    public Guid? UnitId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? TraceParent { get; init; }
    public required string Payload { get; init; }
    public required DateTimeOffset KeptAt { get; init; }

    public EventHeaders Headers => new(EventId, Name, AggregateId, Version, UnitId, OccurredAt, CreatedAt);
}

internal sealed class AuditRow
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset BusinessAt { get; init; }
    public required string ActorKind { get; init; }
    public required string ActorId { get; init; }
    public required string Action { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public Guid? UnitId { get; init; }
    public Guid? PolicyVersionId { get; init; }
    public Guid? ActingForPostId { get; init; }
    public string? TraceId { get; init; }
    public required string Detail { get; init; }
}

/// <summary>The stored answer to a POST, written in the transaction of the state that it protects.</summary>
public sealed class IdempotencyRow
{
    public required string Caller { get; init; }
    public required string Key { get; init; }
    /// <summary>SHA-256 over method, path and body.</summary>
    public required byte[] BodyHash { get; init; }
    public required int Status { get; init; }
    public string? Location { get; init; }
    /// <summary>Encrypted response.</summary>
    public byte[]? Response { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
