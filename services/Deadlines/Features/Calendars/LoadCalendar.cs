using System.Security.Cryptography;
using System.Text;
using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Deadlines.Features.Calendars;

/// <summary>Loads a region's working calendar (LAW-17). Facts that waited for one are handled in the same transaction.</summary>
internal static class LoadCalendar
{
    private const string Shipped = "default";

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/calendars", HandleAsync).Allow(Roles.Administrator);

    /// <param name="Source"><c>default</c>: the State Council's years that ship with the service.</param>
    internal sealed record Request(string? Region, string? Source);

    private static async Task<Results<Created<CalendarView>, ProblemHttpResult>> HandleAsync(
        Request request, DeadlinesDb db, BusinessClock clock, Check check, CancellationToken cancellationToken)
    {
        var region = check.OneOf(request.Region, "region", CalendarRegion.Default);
        check.OneOf(request.Source, "source", Shipped);
        if (check.Failed)
        {
            return check.Problem();
        }

        var document = CalendarDocument.Shipped();
        var notice = CalendarDocument.Parse(document);
        if (!WorkingCalendar.TryCreate(notice, out var calendar, out var refusal))
        {
            return Problems.From(refusal);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        var latest = await db.Calendars.Where(row => row.Region == region)
            .OrderByDescending(row => row.Number).Select(row => new { row.Number, row.Digest }).FirstOrDefaultAsync(cancellationToken);
        if (latest?.Digest == digest)
        {
            return Problems.From(Refusals.CalendarAlreadyLoaded(region));
        }

        var version = new CalendarVersion
        {
            Id = Guid.CreateVersion7(),
            Region = region,
            Number = (latest?.Number ?? 0) + 1,
            Source = Shipped,
            Digest = digest,
            FirstYear = calendar.FirstDay.Year,
            LastAnnouncedYear = calendar.LastAnnouncedYear,
            LoadedAt = clock.Now,
            Document = document,
        };
        db.Calendars.Add(version);
        db.Audit(new AuditEntry
        {
            Action = "deadlines.calendar-loaded",
            SubjectKind = "calendar",
            SubjectId = version.Id,
            BusinessAt = clock.Now,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["region"] = region, ["digest"] = digest },
        });
        db.Arrived(new CalendarRegion(region).Key);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/deadlines/v1/calendars/{region}", CalendarView.Of(version, calendar, notice, year: null));
    }
}
