using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Accountability.Features.Units;

/// <summary>What every act on a unit tells the other services and the audit trail.</summary>
internal static class UnitEvents
{
    public static void Tell(this AccountabilityDb db, Unit unit, string action, DateTimeOffset now)
    {
        db.Publish(unit.Id, unit.Version, unit.Id, new UnitRegistered
        {
            UnitId = unit.Id,
            ParentId = unit.ParentId,
            Kind = unit.Kind,
            Code = unit.Code,
            Name = unit.Name,
            DivisionCode = unit.DivisionCode,
            ValidFrom = unit.ValidFrom,
            ValidTo = unit.ValidTo,
        }, now);
        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "unit",
            SubjectId = unit.Id,
            UnitId = unit.Id,
            BusinessAt = now,
        });
    }
}
