using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.OfficeHours;

/// <summary>Registers the hours of a unit from a day on (AT-09); they hold for every unit below that has none of its own.</summary>
internal static class SetOfficeHours
{
    private const int MostPeriods = 8;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/office-hours", HandleAsync).Allow(Access.HoursKeepers);

    /// <param name="ValidFrom">First day. Limits that run already keep the hours that they were computed with.</param>
    internal sealed record Request(Guid? UnitId, DateOnly? ValidFrom, IReadOnlyList<Period>? Periods);

    /// <summary>Times of day as <c>HH:mm</c>; the end is exclusive.</summary>
    internal sealed record Period(string? Opens, string? Closes);

    private static async Task<Results<Created<OfficeHoursView>, ProblemHttpResult>> HandleAsync(
        Request request, DeadlinesDb db, BusinessClock clock, Caller caller, Check check, CancellationToken cancellationToken)
    {
        var unitId = check.Required(request.UnitId, "unitId");
        var validFrom = check.Required(request.ValidFrom, "validFrom");
        var hours = Read(check, request.Periods);
        if (check.Failed || hours is null)
        {
            return check.Problem();
        }

        if (!await db.Set<Unit>().AnyAsync(unit => unit.Id == unitId, cancellationToken))
        {
            return Problems.NotYetKnown("unitId");
        }

        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }

        if (await db.OfficeHours.AnyAsync(row => row.UnitId == unitId && row.ValidFrom == validFrom, cancellationToken))
        {
            return Problems.From(Refusals.OfficeHoursAlreadySet(validFrom));
        }

        var version = new OfficeHoursRow
        {
            Id = Guid.CreateVersion7(),
            UnitId = unitId,
            ValidFrom = validFrom,
            Periods = OfficePeriods.Text(hours),
            RecordedAt = clock.Now,
        };
        db.OfficeHours.Add(version);
        db.Audit(new AuditEntry
        {
            Action = "deadlines.office-hours-set",
            SubjectKind = "office-hours",
            SubjectId = version.Id,
            UnitId = unitId,
            BusinessAt = clock.Now,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["periods"] = version.Periods },
        });
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/deadlines/v1/office-hours?unitId={unitId}", OfficeHoursView.Of(version));
    }

    private static Domain.OfficeHours? Read(Check check, IReadOnlyList<Period>? given)
    {
        if (given is { Count: 0 })
        {
            check.Add(Refusals.OfficeHoursEmpty);
            return null;
        }

        var faults = check.Refusals.Count;
        var periods = new List<OfficePeriod>();
        foreach (var (period, index) in check.Entries(given, "periods", MostPeriods).Select((period, index) => (period, index)))
        {
            var opens = Time(check, period?.Opens, $"periods[{index}].opens");
            var closes = Time(check, period?.Closes, $"periods[{index}].closes");
            periods.Add(new OfficePeriod(opens, closes));
        }

        if (check.Refusals.Count > faults)
        {
            return null;
        }

        if (!Domain.OfficeHours.TryCreate(periods, out var hours, out var refusal))
        {
            check.Add(refusal);
        }

        return hours;
    }

    private static TimeOnly Time(Check check, string? text, string field)
    {
        if (!OfficePeriods.TryParseTime(text, out var time))
        {
            check.Add(Refusals.TimeOfDayInvalid(field));
        }

        return time;
    }
}
