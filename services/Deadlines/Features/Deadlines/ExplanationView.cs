using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Features.OfficeHours;

namespace Efficiency.Deadlines.Features.Deadlines;

/// <summary>One sentence in both languages.</summary>
internal sealed record BilingualText(string Zh, string En);

/// <param name="Days">From the start day to the due day; while the limit stands still, to today.</param>
internal sealed record ExplanationView(
    DeadlineView Deadline,
    ExplainedCalendar Calendar,
    IReadOnlyList<ExplainedHours> OfficeHours,
    IReadOnlyList<ExplainedPause> Pauses,
    BilingualText Summary,
    IReadOnlyList<ExplainedDayView> Days);

internal sealed record ExplainedCalendar(Guid VersionId, string Region, int Number, string Source, int LastAnnouncedYear);

/// <param name="Source"><c>own-unit</c>, <c>unit-above</c> or <c>city-default</c>.</param>
/// <param name="VersionId">Null for the city's default.</param>
internal sealed record ExplainedHours(
    DateOnly From, IReadOnlyList<OfficePeriodView> Periods, string Source, BilingualText SourceText, Guid? VersionId);

/// <param name="Until">Exclusive; null while the matter stands still.</param>
internal sealed record ExplainedPause(Guid PauseId, string Reason, BilingualText ReasonText, DateTimeOffset From, DateTimeOffset? Until);

/// <param name="Code">
/// <c>start</c>, <c>counted</c>, <c>counted-make-up</c>, <c>worked</c>, <c>worked-make-up</c>, <c>weekend</c>, <c>holiday</c>,
/// <c>paused</c>, <c>rolled-weekend</c> or <c>rolled-holiday</c>.
/// </param>
/// <param name="Ordinal">Its number, where it counts as a day.</param>
/// <param name="WorkedMinutes">What it adds to a limit in hours.</param>
internal sealed record ExplainedDayView(
    DateOnly Day,
    string Weekday,
    string Code,
    int? Ordinal,
    int? WorkedMinutes,
    string? Holiday,
    string? PauseReason,
    bool IsDueDay,
    bool Provisional,
    BilingualText Text)
{
    public static ExplainedDayView Of(ExplainedDay day, Deadline deadline, WorkSchedule schedule, ExplanationTexts texts) => new(
        day.Day,
        Domain.Code.Of(day.Day.DayOfWeek),
        day.Code,
        day.Ordinal,
        day.Worked is { } worked ? (int)worked.TotalMinutes : null,
        day.Holiday,
        day.PauseReason,
        day.IsDueDay,
        day.Provisional,
        texts.Day(day, deadline, schedule));
}
