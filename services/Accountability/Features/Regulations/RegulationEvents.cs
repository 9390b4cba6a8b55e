using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Accountability.Features.Regulations;

internal static class RegulationEvents
{
    /// <summary>One line of the audit trail about a regulation.</summary>
    public static void Audit(
        this AccountabilityDb db, Regulation regulation, string action, DateTimeOffset now, Guid? actingForPostId = null) =>
        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "regulation",
            SubjectId = regulation.Id,
            UnitId = regulation.UnitId,
            BusinessAt = now,
            ActingForPostId = actingForPostId,
        });
}
