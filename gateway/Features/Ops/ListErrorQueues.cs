using Efficiency.Messaging;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Features.Ops;

/// <summary>Every error queue of the suite that holds messages. There are as many as there are queues, so one page is all.</summary>
internal static class ListErrorQueues
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/error-queues", HandleAsync).Allow(Roles.Ops, Roles.Administrator);

    internal sealed record View(IReadOnlyList<ErrorQueue> Queues);

    private static async Task<View> HandleAsync(ErrorQueues queues, CancellationToken cancellationToken) =>
        new(await queues.ListAsync(cancellationToken));
}
