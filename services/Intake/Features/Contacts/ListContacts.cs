using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Contacts;

/// <summary>The contacts of the caller's units in the order of their registration; those of one caller by his phone.</summary>
internal static class ListContacts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/contacts", HandleAsync).Allow(Access.Readers);

    internal sealed record Row(
        Guid Id,
        Guid UnitId,
        string Channel,
        string Kind,
        string Status,
        Guid FirstInquiryStaffId,
        Guid? CaseId,
        DateTimeOffset RegisteredAt,
        DateTimeOffset? AnsweredAt,
        int Version);

    /// <param name="searchPhone">A whole number. In a header, since addresses end up in the logs of proxies.</param>
    private static async Task<Results<Ok<Page<Row>>, ProblemHttpResult>> HandleAsync(
        Guid? unitId,
        string? status,
        [FromHeader(Name = "Search-Phone")] string? searchPhone,
        PageRequest page,
        IntakeDb db,
        Caller caller,
        PersonalData personalData,
        Check check,
        CancellationToken cancellationToken)
    {
        var wanted = status is null ? (ContactStatus?)null
            : Code.TryParse<ContactStatus>(check.OneOf(status, "status", Code.All<ContactStatus>()), out var known) ? known : null;
        var phone = check.Phone(searchPhone, "Search-Phone");
        if (check.Failed)
        {
            return check.Problem();
        }
        if (unitId is { } unit && !await caller.ReachesAsync(db, unit, cancellationToken))
        {
            return Problems.Forbidden();
        }

        var after = page.Cursor<Guid>() ?? Guid.Empty;
        var rows = db.Contacts.Where(row => row.Id > after);
        if (wanted is not null)
        {
            rows = rows.Where(row => row.Status == wanted);
        }
        if (phone is not null)
        {
            // Whoever complained must not be found by his number.
            var hashes = personalData.Hashes(phone).ToArray();
            rows = rows.Where(row => hashes.Contains(row.Person.PhoneHash) && row.Kind != ContactKind.Complaint
                && row.Kind != ContactKind.TipOff && row.Kind != ContactKind.CrimeReport);
        }
        var query = Scope.Roots(caller, unitId) is not { } roots ? rows
            : phone is not null ? rows.Where(row => Efficiency.ServiceDefaults.Directory.UnitTree.Below(db, roots).Contains(row.UnitId))
            : Scope.Each(db, roots, id => rows.Where(row => row.UnitId == id).OrderBy(row => row.Id).Take(page.Take));
        var found = await query.OrderBy(row => row.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(found, page, row => row.Id, row => new Row(
            row.Id,
            row.UnitId,
            Code.Of(row.Channel),
            Code.Of(row.Kind),
            Code.Of(row.Status),
            row.FirstInquiryStaffId,
            row.CaseId,
            row.RegisteredAt,
            row.AnsweredAt,
            row.Version)));
    }
}
