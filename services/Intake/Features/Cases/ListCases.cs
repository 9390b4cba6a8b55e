using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>The cases of the caller's units in the order of their registration (FI-09); those of one applicant by his phone.</summary>
internal static class ListCases
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases", HandleAsync).Allow(Access.Readers);

    internal sealed record Row(
        Guid Id,
        string ReceiptNumber,
        Guid UnitId,
        Guid PostId,
        Guid ItemId,
        int ItemVersion,
        string ItemName,
        string Status,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? AcceptedAt,
        DateTimeOffset? CompletedAt,
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
        var wanted = status is null ? (CaseStatus?)null
            : Code.TryParse<CaseStatus>(check.OneOf(status, "status", Code.All<CaseStatus>()), out var known) ? known : null;
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
        var query = Query(db, Scope.Roots(caller, unitId), wanted, hashes, page.Cursor<Guid>() ?? Guid.Empty, page.Take);
        var found = await query
            .Select(row => new
            {
                Case = row,
                ItemName = db.ItemVersions
                    .Where(item => item.ItemId == row.ItemId && item.Number == row.ItemVersion)
                    .Select(item => item.Name).First(),
            })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(found, page, row => row.Case.Id, row => View(row.Case, row.ItemName)));
    }

    /// <summary>The first rows after a key, in its order.</summary>
    /// <param name="roots">Null: the whole city.</param>
    /// <param name="phoneHashes">Null: of whomever.</param>
    internal static IQueryable<Case> Query(
        IntakeDb db, Guid[]? roots, CaseStatus? status, byte[][]? phoneHashes, Guid after, int take)
    {
        var rows = db.Cases.Where(row => row.Id > after);
        if (status is not null)
        {
            rows = rows.Where(row => row.Status == status);
        }
        if (phoneHashes is not null)
        {
            // A citizen has few rows: they are found by the hash, and the units only sift them.
            rows = rows.Where(row => phoneHashes.Contains(row.Applicant.PhoneHash));
            rows = roots is null ? rows : rows.Where(row => UnitTree.Below(db, roots).Contains(row.UnitId));
            return rows.OrderBy(row => row.Id).Take(take);
        }
        return (roots is null ? rows : OfEach(db, roots, rows, take)).OrderBy(row => row.Id).Take(take);
    }

    private static IQueryable<Case> OfEach(IntakeDb db, Guid[] roots, IQueryable<Case> rows, int take) =>
        Scope.Each(db, roots, unit => rows.Where(row => row.UnitId == unit).OrderBy(row => row.Id).Take(take));

    private static Row View(Case row, string itemName) => new(
        row.Id,
        row.ReceiptNumber,
        row.UnitId,
        row.PostId,
        row.ItemId,
        row.ItemVersion,
        itemName,
        Code.Of(row.Status),
        row.ReceivedAt,
        row.AcceptedAt,
        row.CompletedAt,
        row.Version);
}
