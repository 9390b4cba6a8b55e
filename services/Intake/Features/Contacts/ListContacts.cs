using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Contacts;

/// <summary>The contacts of the caller's units in the order of their registration; those of one caller by his phone.</summary>
internal static class ListContacts
{
    private static readonly ContactKind[] Accusations = [.. Enum.GetValues<ContactKind>().Where(Contact.HidesIdentity)];

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

        var hashes = phone is null ? null : personalData.Hashes(phone).ToArray();
        var found = await Query(db, Scope.Roots(caller, unitId), wanted, hashes, page.Cursor<Guid>() ?? Guid.Empty, page.Take)
            .ToListAsync(cancellationToken);
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

    /// <summary>The first rows after a key, in its order.</summary>
    /// <param name="roots">Null: the whole city.</param>
    /// <param name="phoneHashes">Null: of whomever. Whoever accuses is never found by his number.</param>
    internal static IQueryable<Contact> Query(
        IntakeDb db, Guid[]? roots, ContactStatus? status, byte[][]? phoneHashes, Guid after, int take)
    {
        var rows = db.Contacts.Where(row => row.Id > after);
        if (status is not null)
        {
            rows = rows.Where(row => row.Status == status);
        }
        if (phoneHashes is not null)
        {
            // A citizen has few rows: they are found by the hash, and the units only sift them.
            rows = rows.Where(row => phoneHashes.Contains(row.Person.PhoneHash) && !Accusations.Contains(row.Kind));
            rows = roots is null ? rows : rows.Where(row => UnitTree.Below(db, roots).Contains(row.UnitId));
            return rows.OrderBy(row => row.Id).Take(take);
        }
        return (roots is null ? rows : OfEach(db, roots, rows, take)).OrderBy(row => row.Id).Take(take);
    }

    private static IQueryable<Contact> OfEach(IntakeDb db, Guid[] roots, IQueryable<Contact> rows, int take) =>
        Scope.Each(db, roots, unit => rows.Where(row => row.UnitId == unit).OrderBy(row => row.Id).Take(take));
}
