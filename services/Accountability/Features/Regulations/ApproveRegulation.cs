using System.Text.Json;
using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Regulations;

/// <summary>
/// A second person puts a regulation in force from its first day on (GV-09), never retroactively. Inheritance is resolved here and
/// kept (GV-14): when a superior approves a new version later, units that inherited the former one go on as they are until they
/// approve a version of their own.
/// </summary>
internal static class ApproveRegulation
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/regulations/{id:guid}/approval", HandleAsync)
        .Allow(Roles.Leader, Roles.OrganHead, Roles.GovernmentHead);

    private static async Task<Results<Ok<RegulationView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var regulation = await db.Regulations.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (regulation is null)
        {
            return Problems.NotFound("id");
        }
        // A person needs the power; a client that stands for nobody has the role and its units only.
        var post = await Powers.FindAsync(
            db, caller.StaffId, Powers.ApproveRegulation, regulation.UnitId, clock.Now, cancellationToken);
        if (!await caller.ReachesAsync(db, regulation.UnitId, cancellationToken) || (caller.StaffId is not null && post is null))
        {
            return Problems.Forbidden();
        }
        if (ifMatch.Misses(regulation.Version))
        {
            return Problems.Stale();
        }

        // Numbers are given one after the other.
        await db.LockUnitAsync(regulation.UnitId, cancellationToken);
        check.Add(RegulationLifecycle.Table.Move(regulation.Status, RegulationLifecycle.Approve, out var next));
        check.Add(RegulationRules.SecondPerson(
            regulation.AuthorSubject, regulation.AuthorStaffId, caller.Subject, caller.StaffId));
        check.Add(RegulationRules.NotRetroactive(regulation.InForceFrom, clock.Today));
        var superior = regulation.InheritsFromUnitId is { } from
            ? await InForceAsync(db, from, regulation.InForceFrom, cancellationToken)
            : null;
        check.That(
            regulation.InheritsFromUnitId is null || superior is not null,
            Refusals.NothingToInherit(regulation.InForceFrom));
        if (check.Failed)
        {
            return check.Problem();
        }

        var effective = RegulationRules.Resolve(
            new RegulationContent(regulation.Regimes, ValuesOf(regulation.Values)),
            superior is null ? null : new RegulationContent(superior.Regimes, ValuesOf(superior.Values)));
        regulation.Status = next;
        regulation.Number = 1 + (await db.Regulations.Where(r => r.UnitId == regulation.UnitId)
            .MaxAsync(r => r.Number, cancellationToken) ?? 0);
        regulation.InheritedVersionId = superior?.Id;
        regulation.EffectiveRegimes = [.. effective.Regimes];
        regulation.EffectiveValues = JsonSerializer.SerializeToElement(effective.Values);
        regulation.ApproverSubject = caller.Subject;
        regulation.ApproverStaffId = caller.StaffId;
        regulation.ApprovedAt = clock.Now;
        regulation.Version++;
        db.Publish(regulation.Id, regulation.Version, regulation.UnitId, new PolicyVersionActivated
        {
            PolicyVersionId = regulation.Id,
            UnitId = regulation.UnitId,
            Number = regulation.Number.Value,
            DocumentTitle = regulation.DocumentTitle,
            DocumentNumber = regulation.DocumentNumber,
            AdoptedBy = regulation.AdoptedBy,
            InForceFrom = regulation.InForceFrom,
            Regimes = effective.Regimes,
            InheritsFromUnitId = regulation.InheritsFromUnitId,
            Values = effective.Values,
        }, clock.Now);
        db.Audit(regulation, "accountability.regulation-approved", clock.Now, post?.Id);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, regulation.Version);
        return TypedResults.Ok(RegulationView.Of(regulation));
    }

    /// <summary>What is in force for the superior on the day: its own version, or the one that it lies under.</summary>
    private static async Task<PolicyVersion?> InForceAsync(
        AccountabilityDb db, Guid unitId, DateOnly day, CancellationToken cancellationToken)
    {
        var policy = await Policies.AtAsync(db, unitId, day, cancellationToken);
        return policy.Id is null
            ? null
            : await db.PolicyVersions.AsNoTracking().SingleAsync(v => v.Id == policy.Id, cancellationToken);
    }

    private static Dictionary<string, JsonElement> ValuesOf(JsonElement values) =>
        values.EnumerateObject().ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
}
