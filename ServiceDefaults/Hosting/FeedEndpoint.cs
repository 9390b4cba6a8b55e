using System.Text.Json;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults;

/// <summary>An event as CloudEvents 1.0 JSON.</summary>
public sealed record CloudEvent
{
    public string Specversion { get; init; } = "1.0";
    public required string Id { get; init; }
    public required string Source { get; init; }
    public required string Type { get; init; }
    /// <summary>The aggregate.</summary>
    public required string Subject { get; init; }
    /// <summary>When the fact occurred, in business time.</summary>
    public required DateTimeOffset Time { get; init; }
    public string Datacontenttype { get; init; } = "application/json";
    /// <summary>Extension attribute: position in this feed.</summary>
    public required string Sequence { get; init; }
    /// <summary>Extension attribute: version of the aggregate.</summary>
    public required int Aggregateversion { get; init; }
    /// <summary>Extension attribute; missing for what belongs to no unit.</summary>
    public string? Unitid { get; init; }
    public required JsonElement Data { get; init; }
}

/// <summary>The change feed: everything that happened, in order, for departments' systems to follow by cursor.</summary>
internal static class FeedEndpoint
{
    public static void MapFeed(this RouteGroupBuilder api, string service) => api
        .MapGet("/feed", (PageRequest page, FeedReader feed, ServiceDbContext db, Caller caller, CancellationToken cancellationToken) =>
            ReadAsync(service, page, feed, db, caller, cancellationToken))
        .Allow(Roles.DepartmentSystem, Roles.Auditor, Roles.Administrator);

    private static async Task<Ok<FeedPage>> ReadAsync(
        string service,
        PageRequest page,
        FeedReader feed,
        ServiceDbContext db,
        Caller caller,
        CancellationToken cancellationToken)
    {
        IReadOnlyCollection<Guid>? units = caller.ReachesWholeCity
            ? null
            : db.Model.FindEntityType(typeof(Unit)) is null
                ? caller.UnitIds
                : await UnitTree.Below(db, caller.UnitIds).ToListAsync(cancellationToken);
        var after = page.Cursor<long>() ?? 0;
        var events = await feed.ReadAsync(after, page.Limit, units, cancellationToken);
        return TypedResults.Ok(new FeedPage(
            [.. events.Select(row => Of(service, row))],
            PageRequest.CursorOf(events.Count > 0 ? events[^1].Number : after)));
    }

    private static CloudEvent Of(string service, FeedEvent row) => new()
    {
        Id = row.EventId.ToString(),
        Source = $"/api/{service}/v1",
        Type = row.Name,
        Subject = row.AggregateId.ToString(),
        Time = row.OccurredAt,
        Sequence = row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Aggregateversion = row.Version,
        Unitid = row.UnitId?.ToString(),
        Data = row.Payload,
    };
}

/// <param name="Items">Oldest first; empty where nothing is new.</param>
/// <param name="Next">Always given: a feed has no last page. Keep it and ask again later.</param>
public sealed record FeedPage(IReadOnlyList<CloudEvent> Items, string Next);
