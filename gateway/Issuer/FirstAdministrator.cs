using Efficiency.Gateway.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Issuer;

/// <summary>
/// Somebody must be able to register the others. Made by the migration step where no administrator exists; its secret is
/// taken from <c>Administrator:Secret</c> or made up and printed once.
/// </summary>
internal sealed class FirstAdministrator(
    GatewayDb db,
    IssuerClients clients,
    SaveContext save,
    BusinessClock clock,
    TimeProvider time,
    IConfiguration configuration)
{
    public const string ClientId = "administrator";

    private const int ShortestSecret = 16;

    public async Task EnsureAsync(TextWriter console, CancellationToken cancellationToken)
    {
        if (await db.Clients.AnyAsync(client => client.Roles.Contains(Roles.Administrator), cancellationToken))
        {
            return;
        }

        var given = configuration["Administrator:Secret"];
        if (given is { Length: > 0 and < ShortestSecret })
        {
            throw new InvalidOperationException($"Administrator:Secret must have at least {ShortestSecret} characters.");
        }

        var secret = string.IsNullOrEmpty(given) ? IssuerClients.NewSecret() : given;
        var administrator = new Client
        {
            ClientId = ClientId,
            Roles = [Roles.Administrator],
            UnitIds = [],
            RegisteredAt = time.GetUtcNow(),
        };
        save.Actor = new Actor("system", "migration");
        db.Audit(new AuditEntry
        {
            Action = "gateway.first-administrator-made",
            SubjectKind = "client",
            SubjectId = administrator.Id,
            BusinessAt = clock.Now,
        });
        await clients.RegisterAsync(administrator, ClientId, secret, cancellationToken);
        if (string.IsNullOrEmpty(given))
        {
            await console.WriteLineAsync($"first administrator: client id {ClientId}, secret {secret}");
        }
    }
}
