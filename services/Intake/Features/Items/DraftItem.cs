using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;
using Efficiency.Intake.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features.Items;

/// <summary>A section writes down a matter that it handles (OG-13). Nobody outside the unit sees the draft (OG-15).</summary>
internal static class DraftItem
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/items", HandleAsync).Allow(Access.Authors);

    /// <param name="Kind"><c>administrative-licence</c> or <c>management-service</c>.</param>
    /// <param name="Limits">Left out: 15 working days (AMB-08), or the statutory 20 of a licence (LAW-02).</param>
    internal sealed record Request(
        Guid? UnitId,
        string? Code,
        string? Kind,
        string? Name,
        string? Basis = null,
        string? Conditions = null,
        string? Procedure = null,
        IReadOnlyList<MaterialRequest?>? Materials = null,
        IReadOnlyList<LimitRequest?>? Limits = null);

    private static async Task<Results<Created<ItemView>, ProblemHttpResult>> HandleAsync(
        Request request,
        IntakeDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var unitId = check.Required(request.UnitId, "unitId");
        var code = check.Text(request.Code, "code", 60);
        var kindCode = check.OneOf(request.Kind, "kind", Code.All<ItemKind>());
        ItemKind? kind = Code.TryParse<ItemKind>(kindCode, out var known) ? known : null;
        var content = check.Read(
            new ContentRequest(
                request.Name, request.Basis, request.Conditions, request.Procedure, request.Materials, request.Limits),
            kind);
        if (check.Failed)
        {
            return check.Problem();
        }
        if (!await db.KnowsUnitAsync(unitId, cancellationToken))
        {
            return Problems.NotYetKnown("unitId");
        }
        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        if (await db.Items.AnyAsync(row => row.UnitId == unitId && row.Code == code, cancellationToken))
        {
            return Problems.From(Refusals.ItemCodeTaken(code));
        }

        var now = clock.Now;
        var item = ServiceItem.Draft(Guid.CreateVersion7(), unitId, code, known, content, caller.Signature(), now);
        db.Items.Add(item);
        db.AuditItem(item, "intake.item-drafted", now);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, item.Version);
        return TypedResults.Created($"/api/intake/v1/items/{item.Id}", ItemView.Of(item, drafts: true));
    }
}
