using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Contacts;

internal static class GetContact
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/contacts/{id:guid}", HandleAsync).Allow(Access.Readers);

    private static async Task<Results<Ok<ContactView>, ProblemHttpResult>> HandleAsync(
        Guid id, IntakeDb db, Caller caller, PersonalData personalData, HttpContext http, CancellationToken cancellationToken)
    {
        if (await db.FindContactAsync(caller, id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound();
        }
        var key = await personalData.FindAsync(db, contact.Person.PersonId, cancellationToken);
        ETags.Set(http, contact.Version);
        return TypedResults.Ok(ContactView.Of(contact, key, caller.SeesCitizens()));
    }
}
