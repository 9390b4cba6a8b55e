using Efficiency.Intake.Domain.Items;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Items;

internal static class ItemAccess
{
    /// <summary>The item with its unfinished and its public version, to be changed; null where it is none of the caller's.</summary>
    public static async Task<ServiceItem?> FindItemAsync(
        this IntakeDb db, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var item = await db.Items.AsTracking()
            .Include(row => row.Versions.Where(version => version.Status != ItemStatus.Superseded))
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return item is not null && await caller.ReachesAsync(db, item.UnitId, cancellationToken) ? item : null;
    }

    public static void AuditItem(
        this IntakeDb db, ServiceItem item, string action, DateTimeOffset at, Guid? actingForPostId = null) =>
        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "service-item",
            SubjectId = item.Id,
            UnitId = item.UnitId,
            BusinessAt = at,
            ActingForPostId = actingForPostId,
            Detail = TimelineLine.Fill(
                ("version", item.LatestVersion.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        });
}
