using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Cases;

/// <summary>Materials that were missing came in (FI-09).</summary>
internal static class SupplementCase
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{id:guid}/supplements", HandleAsync).Allow(Access.Clerks);

    /// <param name="Materials">Codes of what came in.</param>
    internal sealed record Request(IReadOnlyList<string?>? Materials);

    private static async Task<Results<Ok<CaseState>, ProblemHttpResult>> HandleAsync(
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
        var materials = check.Codes(check.Entries(request.Materials, "materials"), "materials", 200);
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
        var refusals = subject.Supplement(materials, item.Materials, now);
        if (refusals.Count > 0)
        {
            return Problems.From(refusals);
        }
        var complete = CaseMaterials.Missing(item.Materials, subject.Supplied).Count == 0;
        db.Record(
            subject,
            "supplement-received",
            new SupplementReceived
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                Materials = materials,
                Complete = complete,
                ReceivedAt = now,
            },
            now,
            await db.ActingPostAsync(caller, subject, now, cancellationToken),
            ("materials", string.Join(", ", materials)),
            ("state", complete ? "complete" : "incomplete"));
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Ok(CaseState.Of(subject, item.Materials));
    }
}
