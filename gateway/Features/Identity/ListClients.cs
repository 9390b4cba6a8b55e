using Efficiency.Gateway.Persistence;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Features.Identity;

internal static class ListClients
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/clients", HandleAsync).Allow(Roles.Administrator);

    private static async Task<Page<ClientView>> HandleAsync(PageRequest page, GatewayDb db, CancellationToken cancellationToken)
    {
        var after = page.Cursor<Guid>() ?? Guid.Empty;
        var rows = await db.Clients
            .AsNoTracking()
            .Where(client => client.Id > after)
            .OrderBy(client => client.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        return Page.Of(rows, page, client => client.Id, ClientView.Of);
    }
}
