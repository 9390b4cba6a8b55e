using System.Net.Sockets;
using Efficiency.Contracts;
using Efficiency.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Efficiency.ServiceDefaults.Tests.Probe;

internal static class ProbeEndpoints
{
    public static readonly Refusal Refused = new("probe-refused", "OT-01", null,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["days"] = "5" });

    /// <summary>Holds POST /slow until the test lets it go.</summary>
    public static SemaphoreSlim Gate { get; } = new(0);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/things", CreateAsync).Allow(Roles.Handler);
        api.MapPost("/public-things", CreateAsync).AllowAnyone();
        api.MapPost("/slow", SlowAsync).Allow(Roles.Handler);
        api.MapPost("/refused", RefuseAsync).Allow(Roles.Handler);
        api.MapPost("/broken", BreakAsync).Allow(Roles.Handler);
        api.MapPut("/things/{id:guid}", RenameAsync).Allow(Roles.Handler);
        api.MapGet("/things/{id:guid}", ReadAsync).Allow(Roles.Handler);
        api.MapGet("/things", ListAsync).AllowAnyone();
        api.MapGet("/number", (int count, Guid? unitId) => TypedResults.Ok(new { count, unitId })).AllowAnyone();
        api.MapGet("/amounts", () => TypedResults.Ok(new AmountView(1.5m, null, DateTimeOffset.UnixEpoch, null, Colour.DarkRed)))
            .AllowAnyone();
        api.MapGet("/boom", Ok () => throw new InvalidOperationException("a secret")).AllowAnyone();
        api.MapGet("/away", Ok () => throw new NpgsqlException("away", new SocketException())).AllowAnyone();
        api.MapGet("/later", () => Problems.NotYetKnown("unitId")).AllowAnyone();
        api.MapGet("/me", (Caller caller, SaveContext save) => TypedResults.Ok(new
        {
            caller.Subject, caller.StaffId, caller.UnitIds, caller.ReachesWholeCity, actor = save.Actor.Kind, actorId = save.Actor.Id,
        })).AllowAnyone();
        foreach (var role in Roles.All)
        {
            api.MapGet($"/only/{role}", () => TypedResults.NoContent()).Allow(role);
        }
    }

    internal sealed record Request(string? Name, string? Kind, int? Days, IReadOnlyList<string>? Codes, DateTimeOffset? At);

    internal enum Colour
    {
        DarkRed,
    }

    internal sealed record AmountView(decimal Amount, decimal? Maybe, DateTimeOffset At, DateTimeOffset? Until, Colour Colour);

    internal sealed record ThingView(Guid Id, string Name, int Version);

    private static async Task<Results<Created<ThingView>, ProblemHttpResult>> CreateAsync(
        Request request, ProbeDb db, Check check, HttpContext http, CancellationToken cancellationToken)
    {
        var name = check.Text(request.Name, "name", 20);
        check.OneOf(request.Kind, "kind", "a", "b");
        check.Range(request.Days, "days", 1, 15);
        check.Entries(request.Codes, "codes", 2);
        if (check.Failed)
        {
            return check.Problem();
        }

        var thing = new Thing { Id = Guid.CreateVersion7(), Name = name };
        db.Add(thing);
        db.Audit(new AuditEntry
        {
            Action = "probe.thing-created", SubjectKind = "thing", SubjectId = thing.Id, BusinessAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, thing.Version);
        return TypedResults.Created($"/api/probe/v1/things/{thing.Id}", new ThingView(thing.Id, thing.Name, thing.Version));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SlowAsync(ProbeDb db, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        db.Add(new Thing { Id = Guid.CreateVersion7(), Name = "slow" });
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RefuseAsync(ProbeDb db, CancellationToken cancellationToken)
    {
        db.Add(new Thing { Id = Guid.CreateVersion7(), Name = "refused" });
        await db.SaveChangesAsync(cancellationToken);
        return Problems.From(Refused);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> BreakAsync(ProbeDb db, CancellationToken cancellationToken)
    {
        db.Add(new Thing { Id = Guid.CreateVersion7(), Name = "broken" });
        await db.SaveChangesAsync(cancellationToken);
        throw new InvalidOperationException("after the save");
    }

    private static async Task<Results<Ok<ThingView>, ProblemHttpResult>> RenameAsync(
        Guid id, Request request, IfMatch ifMatch, ProbeDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var thing = await db.Things.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (thing is null)
        {
            return Problems.NotFound();
        }

        if (ifMatch.Misses(thing.Version))
        {
            return Problems.Stale();
        }

        thing.Name = request.Name ?? thing.Name;
        thing.Version++;
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, thing.Version);
        return TypedResults.Ok(new ThingView(thing.Id, thing.Name, thing.Version));
    }

    private static async Task<Results<Ok<ThingView>, ProblemHttpResult>> ReadAsync(
        Guid id, ProbeDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var thing = await db.Things.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (thing is null)
        {
            return Problems.NotFound();
        }

        ETags.Set(http, thing.Version);
        return TypedResults.Ok(new ThingView(thing.Id, thing.Name, thing.Version));
    }

    private static async Task<Ok<Page<ThingView>>> ListAsync(ProbeDb db, PageRequest page, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>();
        var rows = await db.Things
            .Where(row => after == null || row.Id > after)
            .OrderBy(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, row => row.Id, row => new ThingView(row.Id, row.Name, row.Version)));
    }
}
