using Efficiency.Gateway.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Features.Identity;

internal static class ReadClient
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/clients/{clientId}", HandleAsync).Allow(Roles.Administrator);

    private static async Task<Results<Ok<ClientView>, ProblemHttpResult>> HandleAsync(
        string clientId,
        HttpContext http,
        GatewayDb db,
        CancellationToken cancellationToken)
    {
        if (await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, cancellationToken) is not { } client)
        {
            return Problems.NotFound("clientId");
        }

        ETags.Set(http, client.Version);
        return TypedResults.Ok(ClientView.Of(client));
    }
}
