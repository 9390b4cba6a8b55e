using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Consumers;

/// <summary>What a fact says about one limit of a case. The kind is null where the event does not repeat it.</summary>
internal sealed record LimitFact(Guid DeadlineId, string? LimitKind, DateTimeOffset? DueAt);

/// <summary>Other services' facts on the timeline.</summary>
internal static class CaseTimeline
{
    /// <summary>
    /// Adds a line for a fact about a case; an event that comes again, however late, adds none. Facts about anything else are
    /// none of this service's.
    /// </summary>
    public static async Task<Handled> AppendAsync(
        this IntakeDb db,
        string subjectKind,
        Guid subjectId,
        EventHeaders headers,
        string code,
        IReadOnlyCollection<(string Name, string? Value)> arguments,
        LimitFact? limit,
        CancellationToken cancellationToken)
    {
        if (subjectKind is not "case")
        {
            return Handled.Done;
        }
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into case_timeline (source_event_id, case_id, occurred_at, code, arguments,
                deadline_id, deadline_version, limit_kind, due_at)
            values ({headers.EventId}, {subjectId}, {headers.OccurredAt.ToUniversalTime()}, {code},
                {TimelineLine.Write(TimelineLine.Fill([.. arguments]))}::jsonb,
                {limit?.DeadlineId}, {(limit is null ? null : (int?)headers.Version)}, {limit?.LimitKind},
                {limit?.DueAt?.ToUniversalTime()})
            on conflict (source_event_id) do nothing
            """,
            cancellationToken);
        return Handled.Done;
    }
}
