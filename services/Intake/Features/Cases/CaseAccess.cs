using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Items;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>What an act on a case needs to know before it begins.</summary>
internal static class CaseAccess
{
    /// <summary>The case with its open pause; null where it is none of the caller's units.</summary>
    public static async Task<Case?> FindCaseAsync(
        this IntakeDb db, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var subject = await db.Cases
            .Include(row => row.Pauses.Where(pause => pause.ResumedAt == null))
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return subject is not null && await caller.ReachesAsync(db, subject.UnitId, cancellationToken) ? subject : null;
    }

    /// <summary>The version of the item that the case is pinned to.</summary>
    public static Task<ItemVersion> ItemOfAsync(this IntakeDb db, Case subject, CancellationToken cancellationToken) =>
        db.ItemVersions.AsNoTracking().SingleAsync(
            row => row.ItemId == subject.ItemId && row.Number == subject.ItemVersion, cancellationToken);

    /// <summary>The post under which the caller works on cases of the unit, for the record.</summary>
    public static async Task<Guid?> ActingPostAsync(
        this IntakeDb db, Caller caller, Case subject, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await Powers.FindAsync(db, caller.StaffId, Powers.HandleCase, subject.UnitId, now, cancellationToken))?.Id;
}
