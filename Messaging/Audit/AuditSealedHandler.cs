using Efficiency.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Messaging;

/// <summary>Keeps the heads of the other services' audit chains as a witness.</summary>
internal sealed class AuditSealedHandler(ServiceDbContext db, HandlerCatalogue catalogue) : IEventHandler<AuditSealed>
{
    public async Task<Handled> HandleAsync(AuditSealed message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (!string.Equals(message.Service, catalogue.Service, StringComparison.Ordinal))
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into audit_witness (service, number, head, signature, key_id, sealed_at)
                values ({message.Service}, {message.Number}, {Convert.FromHexString(message.Head)},
                    {Convert.FromBase64String(message.Signature)}, {message.KeyId}, {message.SealedAt.UtcDateTime})
                on conflict do nothing
                """, cancellationToken);
        }
        return Handled.Done;
    }
}
