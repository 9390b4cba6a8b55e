using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Features.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Cases;

/// <summary>
/// Registers a matter with its receipt number (FI-09), pinned to the item's public version. The busiest act of the suite: one
/// read and one write, in which the unit's counter is locked only while the transaction commits.
/// </summary>
internal static class RegisterCase
{
    private const string ReceiptPrefix = "R";
    private const int MaxMaterials = 200;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases", HandleAsync).Allow(Access.Registrars);

    internal sealed record ApplicantRequest(string? Name, string? Phone, string? IdentityNumber = null);

    /// <param name="PostId">The post that will answer for the case; its unit is the case's.</param>
    /// <param name="ContactId">The contact that becomes this case (FI-07).</param>
    /// <param name="Materials">Codes of what the applicant brought; may be empty.</param>
    internal sealed record Request(
        Guid? ItemId,
        Guid? PostId,
        ApplicantRequest? Applicant,
        Guid? ContactId = null,
        IReadOnlyList<string?>? Materials = null);

    private static async Task<Results<Created<CaseState>, ProblemHttpResult>> HandleAsync(
        Request request,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        PersonalData personalData,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var itemId = check.Required(request.ItemId, "itemId");
        var postId = check.Required(request.PostId, "postId");
        var applicant = check.Required(request.Applicant, "applicant");
        var name = check.Text(applicant?.Name, "applicant.name", 100);
        var phone = check.Phone(check.Text(applicant?.Phone, "applicant.phone", 32), "applicant.phone");
        var identityNumber = check.OptionalText(applicant?.IdentityNumber, "applicant.identityNumber", 32);
        var materials = check.Codes(request.Materials ?? [], "materials", MaxMaterials);
        if (check.Failed)
        {
            return check.Problem();
        }

        var facts = await RegistrationFacts.ReadAsync(db, postId, itemId, cancellationToken);
        if (facts.UnitId is not { } unitId)
        {
            return Problems.NotYetKnown("postId");
        }
        if (!caller.ReachesWholeCity && !facts.Line.Intersect(caller.UnitIds).Any())
        {
            return Problems.Forbidden();
        }
        check.That(facts.Item is not null, Refusals.ItemNotPublished);
        check.That(facts.Item is null || facts.Line.Contains(facts.Item.UnitId), Refusals.ItemOfAnotherOrgan);
        foreach (var refusal in CaseMaterials.CheckSupply(facts.Item?.Materials ?? [], [], facts.Item is null ? [] : materials))
        {
            check.Add(refusal);
        }
        var caseId = Guid.CreateVersion7();
        var contact = await OpenAsync(db, caller, check, request.ContactId, caseId, cancellationToken);
        if (check.Failed)
        {
            return check.Problem();
        }

        var now = clock.Now;
        var personId = Guid.CreateVersion7();
        var key = personalData.Create(db, personId);
        var subject = Case.Register(
            new Registration
            {
                Id = caseId,
                UnitId = unitId,
                PostId = postId,
                ItemId = itemId,
                ItemVersion = facts.Item!.Version,
                ContactId = request.ContactId,
                ReceiptNumber = BusinessNumber.Create(ReceiptPrefix, clock.DayOf(now), facts.Sequence).Text,
                Applicant = personalData.Seal(key, personId, name, phone, identityNumber),
                Materials = materials,
                RegisteredBy = caller.Signature(),
            },
            now);
        db.Cases.Add(subject);
        Record(db, subject, facts.Item, contact);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Created($"/api/intake/v1/cases/{subject.Id}", CaseState.Of(subject, facts.Item.Materials));
    }

    private static async Task<Contact?> OpenAsync(
        IntakeDb db, Caller caller, Check check, Guid? contactId, Guid caseId, CancellationToken cancellationToken)
    {
        if (contactId is not { } id)
        {
            return null;
        }
        var contact = await db.FindContactAsync(caller, id, cancellationToken);
        check.Add(contact is null ? Refusals.ContactUnknown : contact.OpenCase(caseId) is { } refusal
            ? refusal with { Field = "contactId" }
            : null);
        return contact;
    }

    private static void Record(IntakeDb db, Case subject, PublicItem item, Contact? contact)
    {
        db.Record(
            subject,
            "case-registered",
            new CaseRegistered
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                PostId = subject.PostId,
                ItemId = subject.ItemId,
                ItemVersion = subject.ItemVersion,
                ItemKind = Code.Of(item.Kind),
                ContactId = subject.ContactId,
                ReceivedAt = subject.ReceivedAt,
            },
            subject.ReceivedAt,
            actingForPostId: null,
            ("receiptNumber", subject.ReceiptNumber),
            ("contactId", subject.ContactId?.ToString()));
        if (contact is not null)
        {
            db.AuditContact(contact, "intake.contact-became-case", subject.ReceivedAt);
        }
    }
}
