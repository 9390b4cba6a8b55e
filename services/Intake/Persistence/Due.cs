using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Persistence;

/// <summary>When a case is due, read from its timeline: the facts of the limits arrive in any order.</summary>
internal static class Due
{
    /// <summary>The limit before acceptance (LAW-01); it is none on the decision.</summary>
    private const string Acceptance = "acceptance";

    /// <summary>
    /// The earliest due instant (exclusive) of the limits on the decision, which a completed case keeps; null while they are
    /// paused, or none is known yet.
    /// </summary>
    public static DateTimeOffset? Of(IEnumerable<TimelineLine> lines) => lines
        .Where(line => line.DeadlineId is not null)
        .GroupBy(line => line.DeadlineId)
        .Where(limit => !limit.Any(line => line.LimitKind is Acceptance))
        .Select(limit => limit.MaxBy(line => line.DeadlineVersion)!.DueAt)
        .Min();

    public static async Task<DateTimeOffset?> OfAsync(IntakeDb db, Guid caseId, CancellationToken cancellationToken) =>
        Of(await db.Timeline.AsNoTracking()
            .Where(line => line.CaseId == caseId && line.DeadlineId != null)
            .ToListAsync(cancellationToken));
}
