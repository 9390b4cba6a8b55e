using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Features.OfficeHours;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.Deadlines;

/// <summary>Why a limit ends when it ends: every day from the start to the due day, as a clerk counts it.</summary>
internal static class ExplainDeadline
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/deadlines/{id:guid}/explanation", HandleAsync).Allow(Access.Readers);

    private static async Task<Results<Ok<ExplanationView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DeadlinesDb db,
        Schedules schedules,
        ExplanationTexts texts,
        BusinessClock clock,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var deadline = await db.Deadlines.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (deadline is null || !await caller.ReachesAsync(db, deadline.UnitId, cancellationToken))
        {
            return Problems.NotFound("id");
        }

        var schedule = await schedules.OfAsync(deadline, cancellationToken);
        Pause[] pauses = deadline.LimitKind is DefaultLimits.Acceptance
            ? []
            : [.. (await db.Pauses.Where(row => row.SubjectId == deadline.SubjectId && row.SubjectKind == deadline.SubjectKind)
                .OrderBy(row => row.PausedAt).ToListAsync(cancellationToken)).Select(row => row.Fact)];
        if (!Standing.TryEvaluate(schedule, deadline.Terms, pauses, deadline.CompletedAt, out var standing, out var refusal))
        {
            return Problems.From(refusal);
        }

        var calendar = await db.Calendars.Where(row => row.Id == deadline.CalendarVersionId)
            .Select(row => new ExplainedCalendar(row.Id, row.Region, row.Number, row.Source, row.LastAnnouncedYear))
            .SingleAsync(cancellationToken);
        var days = Explanation.Of(schedule, deadline.Terms, standing, pauses, clock.Today);
        return TypedResults.Ok(new ExplanationView(
            DeadlineView.Of(deadline),
            calendar,
            HoursBetween(schedule, texts, days),
            [.. pauses.Select(pause => new ExplainedPause(pause.Id, pause.Reason, texts.PauseReason(pause.Reason), pause.From, pause.Until))],
            texts.Summary(deadline, schedule),
            [.. days.Select(day => ExplainedDayView.Of(day, deadline, schedule, texts))]));
    }

    private static ExplainedHours[] HoursBetween(WorkSchedule schedule, ExplanationTexts texts, IReadOnlyList<ExplainedDay> days)
    {
        var first = schedule.Hours.IndexAt(days[0].Day);
        var last = schedule.Hours.IndexAt(days[^1].Day);
        return [.. schedule.Hours.Entries.Skip(first).Take(last - first + 1).Select((entry, index) => new ExplainedHours(
            index == 0 ? days[0].Day : entry.From,
            OfficePeriodView.Of(entry.Hours),
            Code.Of(entry.Source),
            texts.HoursSource(entry.Source),
            entry.VersionId))];
    }
}
