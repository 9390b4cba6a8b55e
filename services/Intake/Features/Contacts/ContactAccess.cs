using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Contacts;

internal static class ContactAccess
{
    /// <summary>The contact; null where it is none of the caller's units.</summary>
    public static async Task<Contact?> FindContactAsync(
        this IntakeDb db, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return contact is not null && await caller.ReachesAsync(db, contact.UnitId, cancellationToken) ? contact : null;
    }

    public static void AuditContact(this IntakeDb db, Contact contact, string action, DateTimeOffset at) =>
        db.Audit(new AuditEntry
        {
            Action = action,
            SubjectKind = "contact",
            SubjectId = contact.Id,
            UnitId = contact.UnitId,
            BusinessAt = at,
            Detail = TimelineLine.Fill(
                ("channel", Domain.Code.Of(contact.Channel)),
                ("kind", Domain.Code.Of(contact.Kind)),
                ("firstInquiryStaffId", contact.FirstInquiryStaffId.ToString()),
                ("caseId", contact.CaseId?.ToString()),
                ("outcome", contact.Outcome is { } outcome ? Domain.Code.Of(outcome) : null)),
        });
}
