using Efficiency.Gateway.Domain;
using Efficiency.Gateway.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Features.Identity;

/// <summary>From now on the client gets no token; those that it holds run out within ten minutes.</summary>
internal static class RevokeClient
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/clients/{clientId}/revocation", HandleAsync).Allow(Roles.Administrator);

    private static async Task<Results<Ok<ClientView>, ProblemHttpResult>> HandleAsync(
        string clientId,
        IfMatch ifMatch,
        HttpContext http,
        GatewayDb db,
        Caller caller,
        BusinessClock clock,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!caller.ReachesWholeCity)
        {
            return Problems.Forbidden();
        }
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId, cancellationToken) is not { } client)
        {
            return Problems.NotFound("clientId");
        }
        if (ifMatch.Misses(client.Version))
        {
            return Problems.Stale();
        }
        if (client.RevokedAt is not null)
        {
            return Problems.From(Refusals.AlreadyRevoked);
        }

        // Two administrators that revoke each other at once: the locks make the second see what the first did.
        var administrators = await db.Database.SqlQuery<string>($"""
            select client_id as "Value" from client
            where revoked_at is null and {Roles.Administrator} = any(roles) order by id for update
            """).ToListAsync(cancellationToken);
        if (administrators is [var last] && last == client.ClientId)
        {
            return Problems.From(Refusals.LastAdministrator);
        }

        client.Revoke(time.GetUtcNow());
        db.Audit(new AuditEntry
        {
            Action = "gateway.client-revoked",
            SubjectKind = "client",
            SubjectId = client.Id,
            BusinessAt = clock.Now,
        });
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, client.Version);
        return TypedResults.Ok(ClientView.Of(client));
    }
}
