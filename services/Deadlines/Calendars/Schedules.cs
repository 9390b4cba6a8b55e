using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Calendars;

/// <summary>The schedule of a unit now, with the versions that it is made of; or what must arrive before there is one.</summary>
internal sealed record UnitSchedule(WorkSchedule? Schedule, ComputedWith? With, Guid? AwaitedKey);

/// <summary>Finds calendar and office hours. One per scope: within a transaction the same answer, across transactions always asked anew.</summary>
internal sealed class Schedules(DeadlinesDb db, ScheduleCache cache, CalendarRegion region)
{
    private readonly Dictionary<Guid, UnitSchedule> _units = [];
    private Guid? _calendarInForce;

    /// <summary>
    /// What holds for a unit: its own hours, else those of the nearest unit above, else the city's default. Without a calendar,
    /// or while the unit or one above it has not been heard of, the answer names what to wait for instead of guessing.
    /// </summary>
    public async Task<UnitSchedule> ForUnitAsync(Guid unitId, CancellationToken cancellationToken)
    {
        if (_units.TryGetValue(unitId, out var known))
        {
            return known;
        }

        _calendarInForce ??= await db.Calendars.Where(row => row.Region == region.Code)
            .OrderByDescending(row => row.Number).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);
        if (_calendarInForce is not { } calendarId)
        {
            return new UnitSchedule(null, null, region.Key);
        }

        var steps = await UpAsync(unitId, cancellationToken);
        if (steps.Count == 0)
        {
            return new UnitSchedule(null, null, unitId);
        }

        if (steps.Find(step => step.ParentId is { } parent && !steps.Exists(other => other.UnitId == parent)) is { } orphan)
        {
            return new UnitSchedule(null, null, orphan.ParentId);
        }

        await CalendarAsync(calendarId, cancellationToken);
        var versions = steps.Where(step => step.VersionId is not null)
            .Select(step => new OfficeHoursVersion(step.VersionId!.Value, step.Height, step.ValidFrom!.Value, OfficePeriods.Read(step.Periods!)))
            .ToArray();
        var found = new UnitSchedule(
            cache.Schedule(calendarId, versions), new ComputedWith(calendarId, [.. versions.Select(version => version.Id)]), null);
        _units.Add(unitId, found);
        return found;
    }

    /// <summary>What a deadline was computed with.</summary>
    public async Task<WorkSchedule> OfAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        await CalendarAsync(deadline.CalendarVersionId, cancellationToken);
        var ids = deadline.OfficeHoursVersionIds;
        var rows = ids.Length == 0
            ? []
            : await db.OfficeHours.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        // The ids stand in order of distance: the nearest unit that has hours first.
        var units = ids.Select(id => rows[id].UnitId).Where(unit => unit != deadline.UnitId).Distinct().ToList();
        return cache.Schedule(deadline.CalendarVersionId, [.. ids.Select(id => new OfficeHoursVersion(
            id, units.IndexOf(rows[id].UnitId) + 1, rows[id].ValidFrom, OfficePeriods.Read(rows[id].Periods)))]);
    }

    private async Task<WorkingCalendar> CalendarAsync(Guid versionId, CancellationToken cancellationToken) =>
        cache.Calendar(versionId)
        ?? cache.Add(versionId, await db.Calendars.Where(row => row.Id == versionId).Select(row => row.Document).SingleAsync(cancellationToken));

    private Task<List<Step>> UpAsync(Guid unitId, CancellationToken cancellationToken) => db.Database.SqlQuery<Step>(
        $"""
        with recursive up as (
          select id, parent_id, 0 as height from unit where id = {unitId}
          union all
          select unit.id, unit.parent_id, up.height + 1 from unit join up on unit.id = up.parent_id where up.height < 32)
        select up.id as unit_id, up.parent_id, up.height, hours.id as version_id, hours.valid_from, hours.periods
        from up left join office_hours hours on hours.unit_id = up.id
        order by up.height, hours.valid_from, hours.id
        """).ToListAsync(cancellationToken);

    private sealed record Step(Guid UnitId, Guid? ParentId, int Height, Guid? VersionId, DateOnly? ValidFrom, string? Periods);
}
