using Efficiency.Intake.Domain.Cases;
using Efficiency.Messaging;

namespace Efficiency.Intake.Persistence;

/// <summary>What every act on a case leaves behind: the event, a line of audit and a line of the timeline.</summary>
internal static class CaseJournal
{
    /// <param name="code">Kebab-case; the event's name without the service.</param>
    /// <param name="actingForPostId">The post whose power the act rests on, where the directory names one.</param>
    /// <param name="arguments">Codes, ids and numbers only.</param>
    public static void Record<TEvent>(
        this IntakeDb db,
        Case subject,
        string code,
        TEvent message,
        DateTimeOffset at,
        Guid? actingForPostId,
        params ReadOnlySpan<(string Name, string? Value)> arguments)
        where TEvent : class
    {
        var eventId = db.Publish(subject.Id, subject.Version, subject.UnitId, message, at);
        var detail = TimelineLine.Fill(arguments);
        db.Audit(new AuditEntry
        {
            Action = $"intake.{code}",
            SubjectKind = "case",
            SubjectId = subject.Id,
            UnitId = subject.UnitId,
            BusinessAt = at,
            PolicyVersionId = subject.PolicyVersionId,
            ActingForPostId = actingForPostId,
            Detail = detail,
        });
        db.Timeline.Add(new TimelineLine
        {
            SourceEventId = eventId,
            CaseId = subject.Id,
            OccurredAt = at,
            Code = code,
            Arguments = TimelineLine.Write(detail),
        });
    }
}
