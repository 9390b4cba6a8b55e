using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Contacts;

/// <summary>Records a first contact and who was asked first (FI-01, FI-17).</summary>
internal static class RegisterContact
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/contacts", HandleAsync).Allow(Access.Registrars);

    /// <param name="Channel"><c>visit</c>, <c>phone</c>, <c>letter</c>, <c>official-letter</c>, <c>e-mail</c>, <c>online</c>,
    /// <c>forwarded</c> or <c>hotline</c>.</param>
    /// <param name="Kind"><c>consultation</c>, <c>application</c>, <c>situation-report</c>, <c>tip-off</c>, <c>complaint</c> or
    /// <c>crime-report</c>.</param>
    /// <param name="Anonymous">The citizen wants to stay unnamed.</param>
    /// <param name="FirstInquiryStaffId">From a department's system only: a person who registers is the first person himself.</param>
    internal sealed record Request(
        Guid? UnitId,
        string? Channel,
        string? Kind,
        string? Name = null,
        string? Phone = null,
        string? Content = null,
        bool? Anonymous = null,
        Guid? FirstInquiryStaffId = null);

    private static async Task<Results<Created<ContactView>, ProblemHttpResult>> HandleAsync(
        Request request,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        PersonalData personalData,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var unitId = check.Required(request.UnitId, "unitId");
        var channelCode = check.OneOf(request.Channel, "channel", Code.All<ContactChannel>());
        var kindCode = check.OneOf(request.Kind, "kind", Code.All<ContactKind>());
        var name = check.OptionalText(request.Name, "name", 100);
        var phone = check.Phone(request.Phone, "phone");
        var content = check.OptionalText(request.Content, "content", 4000);
        var anonymous = request.Anonymous ?? false;
        if (Code.TryParse<ContactChannel>(channelCode, out var channel) & Code.TryParse<ContactKind>(kindCode, out var kind))
        {
            foreach (var refusal in Contact.CheckRegister(
                channel, kind, anonymous, name is not null, phone is not null, content is not null))
            {
                check.Add(refusal);
            }
        }
        check.Add(CheckFirstPerson(caller, request.FirstInquiryStaffId));
        if (check.Failed)
        {
            return check.Problem();
        }
        if (!await db.KnowsUnitAsync(unitId, cancellationToken))
        {
            return Problems.NotYetKnown("unitId");
        }
        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        var firstPerson = caller.StaffId ?? request.FirstInquiryStaffId!.Value;
        if (caller.StaffId is null && !await db.Set<Staff>().AnyAsync(staff => staff.Id == firstPerson, cancellationToken))
        {
            return Problems.NotYetKnown("firstInquiryStaffId");
        }

        var personId = Guid.CreateVersion7();
        var key = personalData.Create(db, personId);
        var contact = Contact.Register(
            Guid.CreateVersion7(),
            unitId,
            channel,
            kind,
            firstPerson,
            personalData.Seal(key, personId, name, phone, identityNumber: null),
            anonymous,
            key.SealOptional(content)?.Text,
            clock.Now);
        db.Contacts.Add(contact);
        db.Publish(
            contact.Id,
            contact.Version,
            contact.UnitId,
            new ContactRegistered
            {
                ContactId = contact.Id,
                UnitId = contact.UnitId,
                Channel = channelCode,
                Kind = kindCode,
                FirstInquiryStaffId = contact.FirstInquiryStaffId,
                RegisteredAt = contact.RegisteredAt,
            },
            contact.RegisteredAt);
        db.AuditContact(contact, "intake.contact-registered", contact.RegisteredAt);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, contact.Version);
        return TypedResults.Created(
            $"/api/intake/v1/contacts/{contact.Id}", ContactView.Of(contact, key, caller.SeesCitizens()));
    }

    /// <summary>The first person is whoever registers (FI-01): naming a colleague would move the duty to him.</summary>
    private static Contracts.Refusal? CheckFirstPerson(Caller caller, Guid? named) => (caller.StaffId, named) switch
    {
        (null, null) => Refusals.FirstInquiryPersonUnknown,
        ({ } self, { } other) when self != other => Refusals.FirstInquiryPersonIsTheCaller,
        _ => null,
    };
}
