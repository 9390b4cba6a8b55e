using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Accountability.Features.Posts;

/// <summary>What every act on an assignment tells the other services and the audit trail.</summary>
internal static class AssignmentEvents
{
    public static void Tell(this AccountabilityDb db, PostAssignment assignment, string action, DateTimeOffset now)
    {
        db.Publish(assignment.Id, assignment.Version, assignment.UnitId, new PostAssigned
        {
            AssignmentId = assignment.Id,
            PostId = assignment.PostId,
            UnitId = assignment.UnitId,
            StaffId = assignment.StaffId,
            Seat = assignment.Seat,
            From = assignment.From,
            To = assignment.To,
        }, now);
        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "post-assignment",
            SubjectId = assignment.Id,
            UnitId = assignment.UnitId,
            BusinessAt = now,
        });
    }
}
