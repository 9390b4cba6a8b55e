using Efficiency.Accountability.Profiles;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Accountability.Features.Profiles;

internal static class GetProfile
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/profiles/{name}", Handle).Allow([.. Roles.All]);

    private static Results<Ok<Profile>, ProblemHttpResult> Handle(string name) =>
        ProfileLibrary.Find(name) is { } profile ? TypedResults.Ok(profile) : Problems.NotFound("name");
}
