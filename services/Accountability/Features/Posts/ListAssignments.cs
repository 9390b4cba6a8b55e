using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Posts;

/// <summary>Who holds and held the seats of a post, as it is believed now; pairings are published (LAW-16, AB-13).</summary>
internal static class ListAssignments
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/posts/{id:guid}/assignments", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Results<Ok<Page<AssignmentView>>, ProblemHttpResult>> HandleAsync(
        Guid id, PageRequest page, AccountabilityDb db, CancellationToken cancellationToken)
    {
        if (!await db.Posts.AnyAsync(p => p.Id == id, cancellationToken))
        {
            return Problems.NotFound("id");
        }
        var after = page.Cursor<Guid>();
        var rows = await db.PostAssignments
            .Where(a => a.PostId == id && (after == null || a.Id > after))
            .OrderBy(a => a.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, a => a.Id, AssignmentView.Of));
    }
}
