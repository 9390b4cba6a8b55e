using Efficiency.Gateway.Persistence;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Issuer;

/// <summary>
/// Ten wrong secrets within 15 minutes lock a client at that address for 15 minutes. The count is in the database: every
/// gateway replica sees it.
/// </summary>
internal sealed class LockOut(GatewayDb db, SaveContext save, BusinessClock clock, TimeProvider time)
{
    public const int Attempts = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);

    /// <returns>What stands against the pair; null where nothing does.</returns>
    public Task<SignInFailure?> FindAsync(string clientId, string address, CancellationToken cancellationToken) => db.SignInFailures
        .AsNoTracking()
        .SingleOrDefaultAsync(f => f.ClientId == clientId && f.Address == address, cancellationToken);

    public bool IsLocked(SignInFailure? failure) => failure?.LockedUntil > time.GetUtcNow();

    public async Task FailedAsync(Client client, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var failures = (await db.Database.SqlQuery<int>($"""
            insert into sign_in_failure as f (client_id, address, failures, first_at)
            values ({client.ClientId!}, {address}, 1, {now})
            on conflict (client_id, address) do update set
                failures = case when f.first_at < {now - Window} then 1 else f.failures + 1 end,
                first_at = case when f.first_at < {now - Window} then {now} else f.first_at end,
                locked_until = null
            returning failures as "Value"
            """).ToListAsync(cancellationToken)).Single();
        if (failures < Attempts)
        {
            return;
        }

        // Locking is rare enough to sweep out what nobody will count on any more.
        await db.SignInFailures
            .Where(f => f.FirstAt < now - Forgotten && (f.LockedUntil == null || f.LockedUntil < now))
            .ExecuteDeleteAsync(cancellationToken);
        await db.SignInFailures
            .Where(f => f.ClientId == client.ClientId && f.Address == address)
            .ExecuteUpdateAsync(
                set => set.SetProperty(f => f.LockedUntil, now + Duration).SetProperty(f => f.FirstAt, now - Window - Window),
                cancellationToken);
        save.Actor = new Actor("client", client.ClientId!);
        db.Audit(new AuditEntry
        {
            Action = "gateway.client-locked",
            SubjectKind = "client",
            SubjectId = client.Id,
            BusinessAt = clock.Now,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task SucceededAsync(string clientId, string address, CancellationToken cancellationToken) =>
        db.SignInFailures
            .Where(f => f.ClientId == clientId && f.Address == address)
            .ExecuteDeleteAsync(cancellationToken);
}
