using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Features.Contacts;

/// <summary>
/// Name and phone are masked, content and answer left out, for whoever does not serve this citizen; where the identity is
/// hidden from everybody, they are left out altogether.
/// </summary>
/// <param name="Version">For If-Match.</param>
internal sealed record ContactView(
    Guid Id,
    Guid UnitId,
    string Channel,
    string Kind,
    string Status,
    Guid FirstInquiryStaffId,
    bool Anonymous,
    string? Name,
    string? Phone,
    string? Content,
    Guid? CaseId,
    string? Outcome,
    string? Answer,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? AnsweredAt,
    int Version)
{
    public static ContactView Of(Contact contact, PersonKey? key, bool clear)
    {
        var citizen = contact.IdentityHidden ? null : contact.Person.Show(key, clear);
        return new(
            contact.Id,
            contact.UnitId,
            Code.Of(contact.Channel),
            Code.Of(contact.Kind),
            Code.Of(contact.Status),
            contact.FirstInquiryStaffId,
            contact.Anonymous,
            citizen?.Name,
            citizen?.Phone,
            clear ? key.Open(contact.SealedContent) : null,
            contact.CaseId,
            contact.Outcome is { } outcome ? Code.Of(outcome) : null,
            clear ? key.Open(contact.SealedAnswer) : null,
            contact.RegisteredAt,
            contact.AnsweredAt,
            contact.Version);
    }
}
