using Efficiency.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>
/// Puts a signed seal over new audit rows every two seconds, so that writers never queue for one chain. The head of each seal goes to
/// the other services as an event; they keep it, so that a cut tail or a recomputed chain is found.
/// </summary>
internal sealed class AuditSealer(
    IServiceScopeFactory scopes, AuditKeys keys, HandlerCatalogue catalogue, TimeProvider time, ILogger<AuditSealer> logger) : BackgroundService
{
    private const int Batch = 5000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private const string Seal = """
        update audit a set seal_number = $1, seal_position = s.position
        from unnest($2, $3, $4) as s(id, at, position)
        where a.id = s.id and a.at = s.at
        """;

    private const string Insert =
        "insert into audit_seal (number, rows, root, head, signature, key_id, sealed_at) values ($1, $2, $3, $4, $5, $6, $7)";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SealAsync(stoppingToken) == Batch)
                {
                }
                await Task.Delay(Interval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning("Audit rows wait for their seal: {Reason}", e.Message);
                await Task.Delay(Interval, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    internal async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        using var quiet = SuppressTracing.Begin();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (!await AdvisoryLocks.TryTakeAsync(connection, AdvisoryLocks.AuditSealer, cancellationToken))
        {
            return 0;
        }
        var rows = await db.Set<AuditRow>().FromSql($"select * from audit where seal_number is null order by at, id limit {Batch}")
            .AsNoTracking().ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        var (lastNumber, lastHead) = await LastAsync(db, cancellationToken);
        var root = AuditHash.RootOf(rows.Select(AuditHash.OfRow));
        var seal = new AuditSeal(lastNumber + 1, rows.Count, root, AuditHash.HeadOf(lastHead, lastNumber + 1, rows.Count, root));
        var signature = keys.Sign(seal.Head);
        var now = Microseconds.Floor(time.GetUtcNow());

        await using (var mark = new NpgsqlCommand(Seal, connection, (NpgsqlTransaction)transaction.GetDbTransaction())
        {
            Parameters =
            {
                new() { Value = seal.Number },
                new() { Value = rows.Select(r => r.Id).ToArray() },
                new() { Value = rows.Select(r => r.At.UtcDateTime).ToArray() },
                new() { Value = Enumerable.Range(0, rows.Count).ToArray() },
            },
        })
        {
            await mark.ExecuteNonQueryAsync(cancellationToken);
        }
        await using (var insert = new NpgsqlCommand(Insert, connection, (NpgsqlTransaction)transaction.GetDbTransaction())
        {
            Parameters =
            {
                new() { Value = seal.Number },
                new() { Value = seal.Rows },
                new() { Value = seal.Root },
                new() { Value = seal.Head },
                new() { Value = signature },
                new() { Value = keys.CurrentId },
                new() { Value = now.UtcDateTime },
            },
        })
        {
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
        Announce(db, seal, signature, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    private void Announce(ServiceDbContext db, AuditSeal seal, byte[] signature, DateTimeOffset now) =>
        db.Publish(ServiceIds.Of(catalogue.Service), checked((int)seal.Number), unitId: null, new AuditSealed
        {
            Service = catalogue.Service,
            Number = seal.Number,
            Rows = seal.Rows,
            Head = Convert.ToHexStringLower(seal.Head),
            Signature = Convert.ToBase64String(signature),
            KeyId = keys.CurrentId,
            SealedAt = now,
        }, now);

    private static async Task<(long Number, byte[] Head)> LastAsync(ServiceDbContext db, CancellationToken cancellationToken)
    {
        var last = await db.Database
            .SqlQuery<SealHead>($"select number, head from audit_seal order by number desc limit 1")
            .ToListAsync(cancellationToken);
        return last is [var head] ? (head.Number, head.Head) : (0, AuditHash.Genesis);
    }

    private sealed record AuditSeal(long Number, int Rows, byte[] Root, byte[] Head);

    private sealed record SealHead(long Number, byte[] Head);
}

/// <summary>A fixed id for each service, for events that are about the service itself.</summary>
internal static class ServiceIds
{
    public static Guid Of(string service) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(service)).AsSpan(0, 16));
}
