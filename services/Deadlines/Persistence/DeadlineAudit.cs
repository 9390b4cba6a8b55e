using System.Globalization;
using Efficiency.Deadlines.Domain;
using Efficiency.Messaging;

namespace Efficiency.Deadlines.Persistence;

internal static class DeadlineAudit
{
    /// <summary>A line of audit about a deadline as it stands after the change.</summary>
    public static void Audit(
        this DeadlinesDb db, Deadline deadline, string action, DateTimeOffset at, params ReadOnlySpan<(string Name, string Value)> detail)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["limitKind"] = deadline.LimitKind,
            ["subjectId"] = deadline.SubjectId.ToString(),
            ["state"] = Code.Of(deadline.State),
            ["dueAt"] = deadline.DueAt.ToString("O", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in detail)
        {
            lines[name] = value;
        }

        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "deadline",
            SubjectId = deadline.Id,
            UnitId = deadline.UnitId,
            BusinessAt = at,
            PolicyVersionId = deadline.PolicyVersionId,
            Detail = lines,
        });
    }
}
