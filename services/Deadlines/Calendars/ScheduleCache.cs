using System.Collections.Concurrent;
using Efficiency.Deadlines.Domain;
using Efficiency.Messaging;

namespace Efficiency.Deadlines.Calendars;

/// <summary>Tables made from versions, which never change: whatever is found here is right for ever. Safe for concurrent use.</summary>
internal sealed class ScheduleCache(BusinessClock clock)
{
    // A schedule is small (its calendar is shared); the bound only keeps a flood of versions from staying for ever.
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Guid, WorkingCalendar> _calendars = new();
    private readonly ConcurrentDictionary<string, WorkSchedule> _schedules = new(StringComparer.Ordinal);

    public WorkingCalendar? Calendar(Guid versionId) => _calendars.GetValueOrDefault(versionId);

    public WorkingCalendar Add(Guid versionId, string document) => _calendars.GetOrAdd(versionId, _ =>
        WorkingCalendar.TryCreate(CalendarDocument.Parse(document), out var calendar, out var refusal)
            ? calendar
            : throw new InvalidOperationException($"Calendar version {versionId}: {refusal.Code}"));

    public WorkSchedule Schedule(Guid calendarVersionId, IReadOnlyCollection<OfficeHoursVersion> hours)
    {
        var key = string.Join(' ', hours.Select(version => $"{version.Id:N}@{version.Distance}").Prepend(calendarVersionId.ToString("N")));
        if (_schedules.Count > Most)
        {
            _schedules.Clear();
        }

        return _schedules.GetOrAdd(key, _ => new WorkSchedule(_calendars[calendarVersionId], OfficeHoursTimeline.Create(hours), clock.Zone));
    }
}
