using System.Runtime.InteropServices;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>All that happened to a case, here and in the other services, in the order in which it happened.</summary>
internal static class GetCaseTimeline
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{id:guid}/timeline", HandleAsync).Allow(Access.Readers);

    /// <param name="At">When it happened, in business time.</param>
    /// <param name="SourceEventId">The event that says so, here or in the feed of another service.</param>
    internal sealed record Line(
        DateTimeOffset At,
        string Code,
        string Text,
        string TextEn,
        IReadOnlyDictionary<string, string> Arguments,
        DateTimeOffset? DueAt,
        Guid SourceEventId);

    /// <summary>Where a page ends: lines of one instant are told apart by their event.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Position(DateTimeOffset At, Guid EventId);

    private static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> HandleAsync(
        Guid id, PageRequest page, IntakeDb db, BusinessClock clock, Caller caller, CancellationToken cancellationToken)
    {
        var unitId = await db.Cases.Where(row => row.Id == id).Select(row => (Guid?)row.UnitId)
            .SingleOrDefaultAsync(cancellationToken);
        if (unitId is null || !await caller.ReachesAsync(db, unitId.Value, cancellationToken))
        {
            return Problems.NotFound();
        }
        var lines = db.Timeline.Where(line => line.CaseId == id);
        if (page.Cursor<Position>() is { } after)
        {
            lines = lines.Where(line => line.OccurredAt > after.At
                || (line.OccurredAt == after.At && line.SourceEventId > after.EventId));
        }
        var rows = await lines.OrderBy(line => line.OccurredAt).ThenBy(line => line.SourceEventId).Take(page.Take)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            Page.Of(rows, page, line => new Position(line.OccurredAt, line.SourceEventId), line => Show(line, clock.Zone)));
    }

    private static Line Show(TimelineLine line, TimeZoneInfo zone)
    {
        var (chinese, english) = TimelineTexts.Of(line, zone);
        return new(line.OccurredAt, line.Code, chinese, english, line.ReadArguments(), line.DueAt, line.SourceEventId);
    }
}
