using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Features.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>The result is delivered and every limit ends (TL-01). With an answer it also ends the contact's chain (FI-21).</summary>
internal static class CompleteCase
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{id:guid}/completion", HandleAsync).Allow(Access.Clerks);

    /// <param name="Answer">What the citizen was told. Without it the contact stays open: a delivery is no answer by itself.</param>
    internal sealed record Request(string? Answer = null);

    private static async Task<Results<Ok<CaseState>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        PersonalData personalData,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var answer = check.OptionalText(request?.Answer, "answer", 4000);
        if (check.Failed)
        {
            return check.Problem();
        }
        if (await db.FindCaseAsync(caller, id, cancellationToken) is not { } subject)
        {
            return Problems.NotFound();
        }
        if (ifMatch.Misses(subject.Version))
        {
            return Problems.Stale();
        }
        var now = clock.Now;
        check.Add(subject.Complete(await SealAsync(db, personalData, subject.Applicant, answer, cancellationToken), now));
        if (!check.Failed && answer is not null && subject.ContactId is { } contactId)
        {
            var contact = await db.Contacts.SingleAsync(row => row.Id == contactId, cancellationToken);
            var told = await SealAsync(db, personalData, contact.Person, answer, cancellationToken);
            check.Add(contact.Close(ContactOutcome.Handled, told!, caseCompleted: true, now));
            if (!check.Failed)
            {
                db.RecordAnswer(contact);
            }
        }
        if (check.Failed)
        {
            return check.Problem();
        }
        var item = await db.ItemOfAsync(subject, cancellationToken);
        db.Record(
            subject,
            "case-completed",
            new CaseCompleted
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                PostId = subject.PostId,
                CompletedAt = now,
            },
            now,
            await db.ActingPostAsync(caller, subject, now, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Ok(CaseState.Of(subject, item.Materials));
    }

    private static async Task<string?> SealAsync(
        IntakeDb db, PersonalData personalData, Person person, string? text, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return null;
        }
        var key = await personalData.FindAsync(db, person.PersonId, cancellationToken)
            ?? personalData.Create(db, person.PersonId);
        return key.Seal(text).Text;
    }
}
