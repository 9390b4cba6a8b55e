using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Cases;

/// <summary>A case with its materials, notices and pauses; the applicant as far as the caller may know him.</summary>
internal static class GetCase
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{id:guid}", HandleAsync).Allow(Access.Readers);

    /// <param name="SuppliedAt">Null: still missing.</param>
    internal sealed record MaterialLine(string Code, string Name, DateTimeOffset? SuppliedAt);

    internal sealed record NoticeLine(Guid Id, int Ordinal, IReadOnlyList<string> Missing, DateTimeOffset GivenAt);

    internal sealed record PauseLine(
        Guid Id, string Reason, int ExpectedWorkingDays, DateTimeOffset PausedAt, DateTimeOffset? ResumedAt);

    /// <param name="RegisterNumber">Place in the unit's register: cases are finished in this order (FI-09).</param>
    /// <param name="Answer">What the citizen was told; left out for whoever does not serve him.</param>
    /// <param name="DueAt">Exclusive; null before acceptance and while the clock stands still.</param>
    internal sealed record View(
        Guid Id,
        string ReceiptNumber,
        long? RegisterNumber,
        Guid UnitId,
        Guid PostId,
        Guid ItemId,
        int ItemVersion,
        string ItemName,
        Guid? ContactId,
        string Status,
        CitizenView Applicant,
        IReadOnlyList<MaterialLine> Materials,
        IReadOnlyList<NoticeLine> Notices,
        IReadOnlyList<PauseLine> Pauses,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? AcceptedAt,
        DateTimeOffset? DueAt,
        DateTimeOffset? CompletedAt,
        string? Answer,
        Guid? PolicyVersionId,
        int Version);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        Guid id, IntakeDb db, Caller caller, PersonalData personalData, HttpContext http, CancellationToken cancellationToken)
    {
        var subject = await db.Cases
            .Include(row => row.Notices)
            .Include(row => row.Pauses)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (subject is null || !await caller.ReachesAsync(db, subject.UnitId, cancellationToken))
        {
            return Problems.NotFound();
        }
        var item = await db.ItemOfAsync(subject, cancellationToken);
        var number = await db.Register.Where(row => row.CaseId == id).Select(row => (long?)row.Number)
            .SingleOrDefaultAsync(cancellationToken);
        var key = await personalData.FindAsync(db, subject.Applicant.PersonId, cancellationToken);
        var clear = caller.SeesCitizens();
        ETags.Set(http, subject.Version);
        return TypedResults.Ok(new View(
            subject.Id,
            subject.ReceiptNumber,
            number,
            subject.UnitId,
            subject.PostId,
            subject.ItemId,
            subject.ItemVersion,
            item.Name,
            subject.ContactId,
            Code.Of(subject.Status),
            subject.Applicant.Show(key, clear),
            [.. item.Materials.Select(material => new MaterialLine(
                material.Code, material.Name, SuppliedAt(subject, material.Code)))],
            [.. subject.Notices.OrderBy(row => row.Ordinal).Select(row => new NoticeLine(
                row.Id, row.Ordinal, row.Missing, row.GivenAt))],
            [.. subject.Pauses.OrderBy(row => row.PausedAt).Select(row => new PauseLine(
                row.Id, Code.Of(row.Reason), row.ExpectedWorkingDays, row.PausedAt, row.ResumedAt))],
            subject.ReceivedAt,
            subject.AcceptedAt,
            await Due.OfAsync(db, id, cancellationToken),
            subject.CompletedAt,
            clear ? key.Open(subject.SealedAnswer) : null,
            subject.PolicyVersionId,
            subject.Version));
    }

    private static DateTimeOffset? SuppliedAt(Case subject, string code) =>
        subject.Supplied.FirstOrDefault(supplied => string.Equals(supplied.Code, code, StringComparison.Ordinal))?.ReceivedAt;
}
