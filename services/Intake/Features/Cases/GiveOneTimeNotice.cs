using System.Globalization;
using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain.Items;
using Efficiency.Intake.Features.Items;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Cases;

/// <summary>
/// Tells everything that is missing at once (OT-01, LAW-01). A second notice is allowed; its ordinal says that the applicant
/// had to be told again (LAW-04).
/// </summary>
internal static class GiveOneTimeNotice
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{id:guid}/one-time-notices", HandleAsync).Allow(Access.Clerks);

    /// <param name="Missing">Codes of all materials that are missing.</param>
    internal sealed record Request(IReadOnlyList<string?>? Missing);

    /// <summary>The notice with all that it has to tell (OT-01, OT-04): basis, conditions, procedure, limits, materials.</summary>
    internal sealed record Notice(
        Guid Id,
        Guid CaseId,
        string ReceiptNumber,
        int Ordinal,
        string ItemName,
        string? Basis,
        string? Conditions,
        string? Procedure,
        IReadOnlyList<LimitPromise> Limits,
        IReadOnlyList<MaterialView> Missing,
        DateTimeOffset GivenAt,
        int CaseVersion);

    private static async Task<Results<Created<Notice>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var missing = check.Codes(check.Entries(request.Missing, "missing"), "missing", 200);
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
        var item = await db.ItemOfAsync(subject, cancellationToken);
        var now = clock.Now;
        var refusals = subject.GiveNotice(Guid.CreateVersion7(), missing, item.Materials, caller.Signature(), now);
        if (refusals.Count > 0)
        {
            return Problems.From(refusals);
        }
        var notice = subject.Notices[^1];
        db.Record(
            subject,
            "one-time-notice-given",
            new OneTimeNoticeGiven
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                NoticeId = notice.Id,
                Ordinal = notice.Ordinal,
                MissingMaterials = notice.Missing,
                GivenAt = now,
            },
            now,
            await db.ActingPostAsync(caller, subject, now, cancellationToken),
            ("noticeId", notice.Id.ToString()),
            ("ordinal", notice.Ordinal.ToString(CultureInfo.InvariantCulture)),
            ("materials", string.Join(", ", notice.Missing)));
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Created($"/api/intake/v1/cases/{subject.Id}", new Notice(
            notice.Id,
            subject.Id,
            subject.ReceiptNumber,
            notice.Ordinal,
            item.Name,
            item.Basis,
            item.Conditions,
            item.Procedure,
            item.Limits,
            [.. Told(item.Materials, notice.Missing)],
            now,
            subject.Version));
    }

    private static IEnumerable<MaterialView> Told(IReadOnlyList<Material> demanded, IReadOnlyList<string> missing) =>
        demanded.Where(material => missing.Contains(material.Code, StringComparer.Ordinal)).Select(MaterialView.Of);
}
