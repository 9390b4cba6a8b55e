using Efficiency.Contracts.Intake;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Cases;

/// <summary>The step that was not counted is over (LAW-03).</summary>
internal static class ResumeCase
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{id:guid}/resumption", HandleAsync).Allow(Access.Deciders);

    private static async Task<Results<Ok<CaseState>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (await db.FindCaseAsync(caller, id, cancellationToken) is not { } subject)
        {
            return Problems.NotFound();
        }
        if (ifMatch.Misses(subject.Version))
        {
            return Problems.Stale();
        }
        var now = clock.Now;
        if (subject.Resume(now) is { } refusal)
        {
            return Problems.From(refusal);
        }
        var pause = subject.Pauses.Single(row => row.ResumedAt == now);
        var item = await db.ItemOfAsync(subject, cancellationToken);
        db.Record(
            subject,
            "case-resumed",
            new CaseResumed
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                PauseId = pause.Id,
                ResumedAt = now,
            },
            now,
            await db.ActingPostAsync(caller, subject, now, cancellationToken),
            ("pauseId", pause.Id.ToString()));
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Ok(CaseState.Of(subject, item.Materials));
    }
}
