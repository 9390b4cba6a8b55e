using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Contacts;

/// <summary>The citizen has an answer, and the chain ends (FI-21).</summary>
internal static class AnswerContact
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/contacts/{id:guid}/answer", HandleAsync).Allow(Access.Clerks);

    /// <param name="Outcome"><c>answered</c> or <c>handled</c>; <c>guided</c>, <c>transferred</c> and <c>oral-refusal</c> do not
    /// end the chain and are refused.</param>
    /// <param name="Answer">What the citizen was told.</param>
    internal sealed record Request(string? Outcome, string? Answer);

    private static async Task<Results<Ok<ContactView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        PersonalData personalData,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var outcomeCode = check.OneOf(request.Outcome, "outcome", Code.All<ContactOutcome>());
        var answer = check.Text(request.Answer, "answer", 4000);
        if (check.Failed)
        {
            return check.Problem();
        }
        if (await db.FindContactAsync(caller, id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound();
        }
        if (ifMatch.Misses(contact.Version))
        {
            return Problems.Stale();
        }
        var caseCompleted = contact.CaseId is { } caseId && await db.Cases
            .AnyAsync(row => row.Id == caseId && row.Status == CaseStatus.Completed, cancellationToken);
        var personId = contact.Person.PersonId;
        var key = await personalData.FindAsync(db, personId, cancellationToken) ?? personalData.Create(db, personId);
        var refusal = contact.Close(
            Code.Parse<ContactOutcome>(outcomeCode), key.Seal(answer).Text, caseCompleted, clock.Now);
        if (refusal is not null)
        {
            return Problems.From(refusal);
        }
        db.RecordAnswer(contact);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, contact.Version);
        return TypedResults.Ok(ContactView.Of(contact, key, caller.SeesCitizens()));
    }

    /// <summary>Event and audit of an answered contact; a completed case answers its contact too.</summary>
    public static void RecordAnswer(this IntakeDb db, Contact contact)
    {
        var at = contact.AnsweredAt!.Value;
        db.Publish(
            contact.Id,
            contact.Version,
            contact.UnitId,
            new ContactAnswered
            {
                ContactId = contact.Id,
                UnitId = contact.UnitId,
                CaseId = contact.CaseId,
                AnsweredAt = at,
            },
            at);
        db.AuditContact(contact, "intake.contact-answered", at);
    }
}
