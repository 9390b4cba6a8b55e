using Efficiency.Gateway.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Gateway.Features.Ops;

/// <summary>Puts what lies in an error queue back into its queue; a message that fails again comes back.</summary>
internal static class ReplayErrorQueue
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/error-queues/{queue}/replays", HandleAsync).Allow(Roles.Ops, Roles.Administrator);

    /// <param name="Queue">The queue that got its messages back.</param>
    /// <param name="Replayed">How many.</param>
    internal sealed record View(string Queue, int Replayed);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        string queue,
        ErrorQueues queues,
        GatewayDb db,
        BusinessClock clock,
        CancellationToken cancellationToken)
    {
        if (await queues.ReplayAsync(queue, cancellationToken) is not { } replayed)
        {
            return Problems.NotFound("queue");
        }

        db.Audit(new AuditEntry
        {
            Action = "gateway.error-queue-replayed",
            SubjectKind = "queue",
            SubjectId = Guid.Empty,
            BusinessAt = clock.Now,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["queue"] = queue,
                ["messages"] = replayed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        });
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new View(queue, replayed));
    }
}
