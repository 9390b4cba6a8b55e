using Efficiency.Accountability.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Posts;

internal static class GetPost
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/posts/{id:guid}", HandleAsync).Allow([.. Roles.All]);

    private static async Task<Results<Ok<PostView>, ProblemHttpResult>> HandleAsync(
        Guid id, AccountabilityDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (post is null)
        {
            return Problems.NotFound("id");
        }
        ETags.Set(http, post.Version);
        return TypedResults.Ok(PostView.Of(post));
    }
}
