using Efficiency.Deadlines.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Efficiency.Deadlines.Lights;

/// <summary>A light that was raised just now, with what its event says.</summary>
internal sealed record RaisedLight(
    Guid LightId,
    Guid DeadlineId,
    string SubjectKind,
    Guid SubjectId,
    Guid UnitId,
    Guid PostId,
    string LimitKind,
    string Rung,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    DateTimeOffset RaisedFor,
    Guid? PolicyVersionId,
    int Version);

/// <summary>Claims due deadlines, raises their rung and moves them to the next one, in one statement.</summary>
internal static class DueLights
{
    /// <remarks>
    /// Everything is read from the locked row itself: a second look at the table would see the statement's snapshot, in which
    /// a fact that another transaction has just committed is still missing.
    /// </remarks>
    private const string Sql =
        """
        with claimed as (
          select id, subject_kind, subject_id, unit_id, post_id, limit_kind, started_at, due_at, red_at, second_red_at,
                 next_rung, next_alert_at, policy_version_id, version
          from deadline where next_alert_at <= $1
          order by next_alert_at limit $2
          for update skip locked),
        numbered as (
          select *, row_number() over (order by next_alert_at, id) as place from claimed),
        advanced as (
          update deadline d set
            light = n.next_rung,
            next_rung = case
              when n.next_rung = 'yellow' and n.red_at is not null then 'red'
              when n.next_rung = 'red' and n.second_red_at is not null then 'second-red' end,
            next_alert_at = case n.next_rung when 'yellow' then n.red_at when 'red' then n.second_red_at end,
            version = n.version + 1
          from numbered n where d.id = n.id),
        raised as (
          insert into light (id, deadline_id, subject_kind, subject_id, unit_id, rung, raised_for, raised_at)
          select ($3)[n.place], n.id, n.subject_kind, n.subject_id, n.unit_id, n.next_rung, n.next_alert_at, $1 from numbered n
          on conflict (deadline_id, rung) where withdrawn_at is null do nothing
          returning id, deadline_id)
        select r.id, n.id, n.subject_kind, n.subject_id, n.unit_id, n.post_id, n.limit_kind, n.next_rung,
               n.started_at, n.due_at, n.next_alert_at, n.policy_version_id, n.version + 1
        from numbered n left join raised r on r.deadline_id = n.id
        order by n.place
        """;

    /// <returns>How many deadlines were claimed, and the lights raised on them; fewer where a rung was lit already.</returns>
    public static async Task<(int Claimed, IReadOnlyList<RaisedLight> Lights)> ClaimAsync(
        DeadlinesDb db, DateTimeOffset now, int batch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            Sql,
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            Parameters =
            {
                new() { Value = now.UtcDateTime },
                new() { Value = batch },
                new() { Value = Enumerable.Range(0, batch).Select(_ => Guid.CreateVersion7()).ToArray() },
            },
        };
        var claimed = 0;
        var lights = new List<RaisedLight>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed++;
            if (!await reader.IsDBNullAsync(0, cancellationToken))
            {
                lights.Add(Read(reader));
            }
        }

        return (claimed, lights);
    }

    /// <summary>Whether a rung is due that has no light yet.</summary>
    public static Task<bool> AnyAsync(DeadlinesDb db, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Deadlines.AnyAsync(row => row.NextAlertAt <= now, cancellationToken);

    private static RaisedLight Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.GetGuid(3),
        reader.GetGuid(4),
        reader.GetGuid(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.GetFieldValue<DateTimeOffset>(8),
        reader.GetFieldValue<DateTimeOffset>(9),
        reader.GetFieldValue<DateTimeOffset>(10),
        reader.IsDBNull(11) ? null : reader.GetGuid(11),
        reader.GetInt32(12));
}
