using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>
/// What a citizen sees with his receipt number: the matter and where it stands, and neither his own data nor a name of staff.
/// A wrong number is answered like one that does not exist.
/// </summary>
internal static class GetProgress
{
    private static readonly Func<IntakeDb, string, Task<Found?>> Find = EF.CompileAsyncQuery(
        (IntakeDb db, string number) => db.Cases.AsNoTracking()
            .Where(row => row.ReceiptNumber == number)
            .Select(row => new Found(
                row.Id,
                row.Status,
                row.ReceivedAt,
                row.AcceptedAt,
                row.CompletedAt,
                db.ItemVersions.Where(item => item.ItemId == row.ItemId && item.Number == row.ItemVersion)
                    .Select(item => item.Name).First(),
                db.Set<Unit>().Where(unit => db.Items.Any(item => item.Id == row.ItemId && item.UnitId == unit.Id))
                    .Select(unit => unit.Name).FirstOrDefault()))
            .SingleOrDefault());

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/progress/{receiptNumber}", HandleAsync).AllowAnyone();

    /// <param name="Organ">The organ that offers the matter.</param>
    /// <param name="DueAt">In time means strictly before; null before acceptance and while the clock stands still.</param>
    internal sealed record View(
        string ReceiptNumber,
        string ItemName,
        string? Organ,
        string Status,
        string StatusText,
        string StatusTextEn,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? AcceptedAt,
        DateTimeOffset? DueAt,
        DateTimeOffset? CompletedAt);

    private sealed record Found(
        Guid Id,
        CaseStatus Status,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? AcceptedAt,
        DateTimeOffset? CompletedAt,
        string ItemName,
        string? Organ);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        string receiptNumber, IntakeDb db, CancellationToken cancellationToken)
    {
        if (!BusinessNumber.TryParse(receiptNumber, out var number) || await Find(db, number.Text) is not { } found)
        {
            return Problems.NotFound("receiptNumber");
        }
        var status = Code.Of(found.Status);
        var (chinese, english) = TimelineTexts.Word(status);
        return TypedResults.Ok(new View(
            number.Text,
            found.ItemName,
            found.Organ,
            status,
            chinese,
            english,
            found.ReceivedAt,
            found.AcceptedAt,
            await Due.OfAsync(db, found.Id, cancellationToken),
            found.CompletedAt));
    }
}
