using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Features;

/// <summary>What a unit, with all below it, gained and lost in a year: a total per kind, each with the way to its lines.</summary>
internal static class SumLedger
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/ledger/summary", HandleAsync)
        .Allow(Roles.EfficiencyOffice, Roles.LeadingGroup, Roles.Panel, Roles.Leader, Roles.Auditor)
        .WithSummary("Totals of the score ledger by kind");

    /// <param name="Points">Sum of the kinds; lines without an amount add nothing.</param>
    internal sealed record Response(Guid UnitId, int Year, decimal Points, IReadOnlyList<KindTotal> Kinds);

    /// <param name="Facts">Lines of this kind.</param>
    /// <param name="TakenBack">How many of them another line takes back.</param>
    /// <param name="WithoutPoints">How many of those that stand have no amount.</param>
    /// <param name="Points">Of all lines that count as this kind, those that take back included.</param>
    /// <param name="Lines">Where the lines are listed.</param>
    internal sealed record KindTotal(string Kind, int Facts, int TakenBack, int WithoutPoints, decimal Points, string Lines);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid? unitId, int? year, AppraisalDb db, BusinessClock clock, Caller caller, Check check, CancellationToken cancellationToken)
    {
        var unit = check.Required(unitId, "unitId");
        var asked = check.Required(year, "year");
        check.That(year is null || LedgerScope.IsYear(asked, clock), Refusals.YearOutOfRange(clock.Today.Year));
        if (check.Failed)
        {
            return check.Problem();
        }

        if (!await caller.ReachesAsync(db, unit, cancellationToken))
        {
            return Problems.From(Refusals.UnitOutOfReach);
        }

        var units = UnitTree.Below(db, [unit]);
        var totals = await db.Ledger.Where(entry => units.Contains(entry.UnitId) && entry.Year == asked)
            .GroupBy(entry => entry.CountsAs)
            .Select(kind => new
            {
                Kind = kind.Key,
                Facts = kind.Count(entry => entry.ReversesEntryId == null),
                TakenBack = kind.Count(entry => entry.ReversesEntryId != null),
                Unpriced = kind.Count(entry => entry.ReversesEntryId == null && entry.Points == null),
                UnpricedTakenBack = kind.Count(entry => entry.ReversesEntryId != null && entry.Points == null),
                Points = kind.Sum(entry => entry.Points ?? 0),
            })
            .OrderBy(kind => kind.Kind)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(unit, asked, totals.Sum(kind => kind.Points),
        [
            .. totals.Select(kind => new KindTotal(
                kind.Kind,
                kind.Facts,
                kind.TakenBack,
                kind.Unpriced - kind.UnpricedTakenBack,
                kind.Points,
                $"/api/appraisal/v1/ledger?unitId={unit}&year={asked}&kind={kind.Kind}")),
        ]));
    }
}
