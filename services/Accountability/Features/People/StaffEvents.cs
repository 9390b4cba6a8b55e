using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Accountability.Features.People;

/// <summary>What every act on a member of staff tells the other services and the audit trail.</summary>
internal static class StaffEvents
{
    public static void Tell(this AccountabilityDb db, Staff staff, string action, DateTimeOffset now)
    {
        db.Publish(staff.Id, staff.Version, staff.UnitId, new StaffRegistered
        {
            StaffId = staff.Id,
            UnitId = staff.UnitId,
            Name = staff.Name,
            Title = staff.Title,
            OfficePhone = staff.OfficePhone,
        }, now);
        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "staff",
            SubjectId = staff.Id,
            UnitId = staff.UnitId,
            BusinessAt = now,
        });
    }
}
