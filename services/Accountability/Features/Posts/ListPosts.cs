using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Posts;

internal static class ListPosts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/posts", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Ok<Page<PostView>>> HandleAsync(
        Guid? unitId, string? kind, PageRequest page, AccountabilityDb db, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>();
        var rows = await db.Posts
            .Where(p => (after == null || p.Id > after)
                && (unitId == null || p.UnitId == unitId)
                && (kind == null || p.Kind == kind))
            .OrderBy(p => p.Id).Take(page.Take).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(rows, page, p => p.Id, PostView.Of));
    }
}
