using System.Text.Json;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>An event of the feed. Numbers rise, without gaps, in the order in which the feed is read.</summary>
public sealed record FeedEvent(
    long Number,
    Guid EventId,
    string Name,
    Guid AggregateId,
    int Version,
    Guid? UnitId,
    DateTimeOffset OccurredAt,
    DateTimeOffset CreatedAt,
    JsonElement Payload);

/// <summary>Reads the feed of a service by cursor.</summary>
public sealed class FeedReader(ServiceDbContext db)
{
    private const string Columns =
        "select number, event_id, name, aggregate_id, version, unit_id, occurred_at, created_at, payload from feed where number > $1";
    private const string All = $"{Columns} order by number limit $2";
    private const string OfUnits = $"{Columns} and unit_id = any($3) order by number limit $2";

    /// <summary>Events with a number above <paramref name="after"/>, lowest first.</summary>
    /// <param name="after">0 reads from the beginning.</param>
    /// <param name="units">Units whose events may be read; null reads all, also what belongs to no unit.</param>
    public async Task<IReadOnlyList<FeedEvent>> ReadAsync(
        long after, int limit, IReadOnlyCollection<Guid>? units, CancellationToken cancellationToken)
    {
        var connection = await db.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(units is null ? All : OfUnits, connection)
        {
            Parameters = { new() { Value = after }, new() { Value = limit } },
        };
        if (units is not null)
        {
            command.Parameters.Add(new() { Value = units.ToArray() });
        }
        var events = new List<FeedEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(new FeedEvent(
                reader.GetInt64(0),
                reader.GetGuid(1),
                reader.GetString(2),
                reader.GetGuid(3),
                reader.GetInt32(4),
                await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetGuid(5),
                reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetFieldValue<DateTimeOffset>(7),
                JsonElement.Parse(reader.GetString(8))));
        }
        return events;
    }
}
