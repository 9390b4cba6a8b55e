namespace Efficiency.Contracts.Intake;

/// <summary>A version of a service item and its guide is public (OG-14). Cases are pinned to the version they were accepted under.</summary>
[Event("intake.service-item-published")]
public sealed record ServiceItemPublished
{
    public required Guid ItemId { get; init; }
    public required int ItemVersion { get; init; }
    public required Guid UnitId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    /// <summary><c>administrative-licence</c> or <c>management-service</c> (TL-08, TL-09).</summary>
    public required string Kind { get; init; }
    public required IReadOnlyList<LimitPromise> Limits { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
}

/// <summary>One limit of an item: what the law or the promise gives, in its own unit.</summary>
public sealed record LimitPromise
{
    /// <summary><c>statutory</c>, <c>promised</c> or <c>step</c>.</summary>
    public required string Kind { get; init; }
    public required int Amount { get; init; }
    /// <summary><c>working-days</c>, <c>working-hours</c>, <c>calendar-days</c> or <c>months</c>.</summary>
    public required string Unit { get; init; }
    /// <summary>Rule or statute that the limit rests on, for example <c>TL-09</c> or <c>LAW-02</c>.</summary>
    public required string Basis { get; init; }
}
