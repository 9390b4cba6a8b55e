using System.Globalization;
using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Intake.Features.Cases;

/// <summary>The clock stands still for a step that the law does not count; its expected length is told (LAW-03).</summary>
internal static class PauseCase
{
    private const int LongestExpected = 250;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{id:guid}/pauses", HandleAsync).Allow(Access.Deciders);

    /// <param name="Reason"><c>hearing</c>, <c>tender</c>, <c>auction</c>, <c>inspection</c>, <c>testing</c>, <c>quarantine</c>,
    /// <c>appraisal</c> or <c>expert-review</c>: the law knows no other.</param>
    /// <param name="ExpectedWorkingDays">1..250.</param>
    internal sealed record Request(string? Reason, int? ExpectedWorkingDays);

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
        var reasonCode = check.OneOf(request.Reason, "reason", Code.All<PauseReason>());
        var expected = check.Range(request.ExpectedWorkingDays, "expectedWorkingDays", 1, LongestExpected);
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
        var pauseId = Guid.CreateVersion7();
        if (subject.Pause(pauseId, Code.Parse<PauseReason>(reasonCode), expected, now) is { } refusal)
        {
            return Problems.From(refusal);
        }
        var item = await db.ItemOfAsync(subject, cancellationToken);
        db.Record(
            subject,
            "case-paused",
            new CasePaused
            {
                CaseId = subject.Id,
                UnitId = subject.UnitId,
                PauseId = pauseId,
                Reason = reasonCode,
                PausedAt = now,
            },
            now,
            await db.ActingPostAsync(caller, subject, now, cancellationToken),
            ("pauseId", pauseId.ToString()),
            ("reason", reasonCode),
            ("expectedWorkingDays", expected.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, subject.Version);
        return TypedResults.Ok(CaseState.Of(subject, item.Materials));
    }
}
