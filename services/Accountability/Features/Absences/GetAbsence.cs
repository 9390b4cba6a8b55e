using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>One absence. Personnel sees kind and reason, and that they were looked at is kept.</summary>
internal static class GetAbsence
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/absences/{id:guid}", HandleAsync).Allow(
        Roles.Administrator, Roles.Personnel, Roles.SectionHead, Roles.Leader, Roles.OrganHead);

    /// <param name="Kind">Null for everyone but personnel.</param>
    /// <param name="Reason">Null for everyone but personnel.</param>
    internal sealed record View(AbsenceView Absence, string? Kind, string? Reason);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AccountabilityDb db,
        PersonalData personalData,
        BusinessClock clock,
        Caller caller,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var absence = await db.Absences.SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (absence is null)
        {
            return Problems.NotFound("id");
        }
        if (!await caller.ReachesAsync(db, absence.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        ETags.Set(http, absence.Version);
        if (!caller.Has(Roles.Personnel))
        {
            return TypedResults.Ok(new View(AbsenceView.Of(absence), null, null));
        }

        var key = absence.Reason is null ? null : await personalData.FindAsync(db, absence.StaffId, cancellationToken);
        db.Audit(new AuditEntry
        {
            Action = "accountability.absence-read",
            SubjectKind = "absence",
            SubjectId = absence.Id,
            UnitId = absence.UnitId,
            BusinessAt = clock.Now,
        });
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new View(AbsenceView.Of(absence), absence.Kind, key?.Unseal(absence.Reason)));
    }
}
