using System.Text.Json;
using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Accountability.Profiles;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Regulations;

/// <summary>
/// A unit writes down its regulation: the document, its regimes and its settings, on the ground of a profile or not, under a
/// superior's or not (GV-09, GV-11, GV-14). Nothing holds before a second person approves it.
/// </summary>
internal static class DraftRegulation
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/regulations", HandleAsync).Allow(
        Roles.Administrator, Roles.GeneralOffice, Roles.EfficiencyOffice, Roles.Leader, Roles.OrganHead);

    /// <param name="Profile">Name of a profile whose regimes and values are taken over.</param>
    /// <param name="Regimes">Family codes; in place of the profile's.</param>
    /// <param name="InheritsFromUnitId">A superior whose regulation applies; resolved at approval.</param>
    /// <param name="Values">By key; each in place of the profile's.</param>
    internal sealed record Request(
        Guid? UnitId,
        string? DocumentTitle,
        string? DocumentNumber,
        string? AdoptedBy,
        DateOnly? InForceFrom,
        string? Profile,
        IReadOnlyList<string>? Regimes,
        Guid? InheritsFromUnitId,
        IReadOnlyDictionary<string, JsonElement>? Values);

    private static async Task<Results<Created<RegulationView>, ProblemHttpResult>> HandleAsync(
        Request request,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var unitId = check.Required(request.UnitId, "unitId");
        var title = check.Text(request.DocumentTitle, "documentTitle", 200);
        var number = check.Text(request.DocumentNumber, "documentNumber", 100);
        var adoptedBy = check.Text(request.AdoptedBy, "adoptedBy", 100);
        var inForceFrom = check.Required(request.InForceFrom, "inForceFrom");
        var content = Content(request, check);
        var faults = RegulationRules.CheckDraft(
            content, request.InheritsFromUnitId is not null, request.InForceFrom ?? clock.Today, clock.Today);
        foreach (var refusal in faults)
        {
            check.Add(refusal);
        }
        if (check.Failed)
        {
            return check.Problem();
        }

        if (!await db.Units.AnyAsync(u => u.Id == unitId, cancellationToken))
        {
            return Problems.NotFound("unitId");
        }
        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (request.InheritsFromUnitId is { } superior)
        {
            check.That(
                superior != unitId && await UnitTree.LiesUnderAsync(db, unitId, [superior], cancellationToken),
                Refusals.InheritsFromSelf);
        }
        if (check.Failed)
        {
            return check.Problem();
        }

        var regulation = new Regulation
        {
            Id = Guid.CreateVersion7(),
            UnitId = unitId,
            Status = RegulationLifecycle.Draft,
            DocumentTitle = title,
            DocumentNumber = number,
            AdoptedBy = adoptedBy,
            InForceFrom = inForceFrom,
            Profile = request.Profile,
            InheritsFromUnitId = request.InheritsFromUnitId,
            Regimes = [.. content.Regimes.Distinct(StringComparer.Ordinal)],
            Values = JsonSerializer.SerializeToElement(content.Values),
            AuthorSubject = caller.Subject,
            AuthorStaffId = caller.StaffId,
            DraftedAt = clock.Now,
            Version = 1,
        };
        db.Add(regulation);
        db.Audit(regulation, "accountability.regulation-drafted", clock.Now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, regulation.Version);
        return TypedResults.Created($"/api/accountability/v1/regulations/{regulation.Id}", RegulationView.Of(regulation));
    }

    private static RegulationContent Content(Request request, Check check)
    {
        var basis = new RegulationContent([], new Dictionary<string, JsonElement>(StringComparer.Ordinal));
        if (request.Profile is { } name)
        {
            if (ProfileLibrary.Find(name) is { } profile)
            {
                basis = ProfileLibrary.ContentOf(profile);
            }
            else
            {
                check.Add(Refusals.UnknownProfile(name));
            }
        }
        var values = new Dictionary<string, JsonElement>(basis.Values, StringComparer.Ordinal);
        foreach (var (key, value) in request.Values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            values[key] = value;
        }
        return new RegulationContent(request.Regimes ?? basis.Regimes, values);
    }
}
