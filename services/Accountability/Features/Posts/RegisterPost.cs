using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PostKinds = Efficiency.Accountability.Domain.PostKinds;

namespace Efficiency.Accountability.Features.Posts;

internal static class RegisterPost
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/posts", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    internal sealed record Request(Guid? UnitId, string? Code, string? Name, string? Kind);

    private static async Task<Results<Created<PostView>, ProblemHttpResult>> HandleAsync(
        Request request,
        AccountabilityDb db,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var unitId = check.Required(request.UnitId, "unitId");
        var code = check.Text(request.Code, "code", 40);
        var name = check.Text(request.Name, "name", 100);
        var kind = check.OneOf(request.Kind, "kind", PostKinds.All);
        if (check.Failed)
        {
            return check.Problem();
        }

        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken);
        if (unit is null)
        {
            return Problems.NotFound("unitId");
        }
        if (!await caller.ReachesAsync(db, unitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        check.That(unit.ValidTo is null || unit.ValidTo > clock.Today, Refusals.UnitClosed("unitId"));
        check.That(!await db.Posts.AnyAsync(p => p.UnitId == unitId && p.Code == code, cancellationToken), Refusals.PostCodeTaken);
        if (check.Failed)
        {
            return check.Problem();
        }

        var post = new Post
        {
            Id = Guid.CreateVersion7(),
            UnitId = unitId,
            Code = code,
            Name = name,
            Kind = kind,
            Version = 1,
        };
        db.Add(post);
        db.Publish(post.Id, post.Version, post.UnitId, new PostRegistered
        {
            PostId = post.Id,
            UnitId = post.UnitId,
            Code = post.Code,
            Name = post.Name,
            Kind = post.Kind,
        }, clock.Now);
        db.Audit(new AuditEntry
        {
            Action = "accountability.post-registered",
            SubjectKind = "post",
            SubjectId = post.Id,
            UnitId = post.UnitId,
            BusinessAt = clock.Now,
        });
        // A light on this post may have come before the post.
        db.Arrived(post.Id);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, post.Version);
        return TypedResults.Created($"/api/accountability/v1/posts/{post.Id}", PostView.Of(post));
    }
}
