using System.Security.Cryptography;
using System.Text;
using Efficiency.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Efficiency.ServiceDefaults;

/// <param name="Caller">The token's subject.</param>
/// <param name="Key">Chosen by the caller.</param>
/// <param name="BodyHash">SHA-256 over method, path and body.</param>
internal sealed record IdempotentRequest(string Caller, string Key, byte[] BodyHash);

internal sealed record StoredAnswer(byte[] BodyHash, int Status, string? Location, byte[]? Response);

/// <summary>The table behind <see cref="Idempotency"/>; plain SQL, since every POST passes here.</summary>
internal sealed class IdempotencyStore(Keys keys, TimeProvider time)
{
    private const string LockAndFind =
        """
        select pg_try_advisory_xact_lock($1), i.body_hash, i.status, i.location, i.response
        from (select 1) as one left join idempotency i on i.caller = $2 and i.key = $3
        """;

    private const string Insert =
        """
        insert into idempotency (caller, key, body_hash, status, location, response, created_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
        """;

    /// <summary>Takes the key's lock until the transaction ends, and looks for an answer, in one round trip.</summary>
    public static async Task<(bool Locked, StoredAnswer? Answer)> LockAndFindAsync(
        DbContext db, IdempotentRequest request, CancellationToken cancellationToken)
    {
        await using var command = Command(db, LockAndFind);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockOf(request) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Caller });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var answer = await reader.IsDBNullAsync(1, cancellationToken)
            ? null
            : new StoredAnswer(
                reader.GetFieldValue<byte[]>(1),
                reader.GetInt32(2),
                await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetFieldValue<byte[]>(4));
        return (reader.GetBoolean(0), answer);
    }

    public static async Task<StoredAnswer?> FindAsync(
        ServiceDbContext db, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var row = await db.Idempotency.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Caller == request.Caller && row.Key == request.Key, cancellationToken);
        return row is null ? null : new StoredAnswer(row.BodyHash, row.Status, row.Location, row.Response);
    }

    /// <summary>False where the key is taken already.</summary>
    public async Task<bool> SaveAsync(
        DbContext db,
        IdempotentRequest request,
        HttpResponse response,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken)
    {
        await using var command = Command(db, Insert);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Caller });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Key });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = request.BodyHash });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = response.StatusCode });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)Text(response.Headers.Location) ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Seal(request, response, body.Span) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes the stored answer with the headers that the first answer had.</summary>
    public async Task SendAsync(HttpContext http, StoredAnswer stored)
    {
        if (stored.Location is not null)
        {
            http.Response.Headers.Location = stored.Location;
        }

        if (stored.Response is null)
        {
            return;
        }

        var opened = keys.Open(Purpose, stored.BodyHash, stored.Response);
        var first = Array.IndexOf(opened, (byte)'\n');
        var second = Array.IndexOf(opened, (byte)'\n', first + 1);
        if (first > 0)
        {
            http.Response.ContentType = Encoding.UTF8.GetString(opened, 0, first);
        }

        if (second > first + 1)
        {
            http.Response.Headers.ETag = Encoding.UTF8.GetString(opened, first + 1, second - first - 1);
        }

        var body = opened.AsMemory(second + 1);
        if (body.Length > 0)
        {
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private const string Purpose = "idempotency";

    /// <summary>Content type, entity tag and body: an answer may hold personal data, and is bound to its request.</summary>
    private byte[] Seal(IdempotentRequest request, HttpResponse response, ReadOnlySpan<byte> body)
    {
        byte[] head = Encoding.UTF8.GetBytes($"{response.ContentType}\n{Text(response.Headers.ETag)}\n");
        return keys.Seal(Purpose, request.BodyHash, [.. head, .. body]);
    }

    private static string? Text(Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 0 ? null : values.ToString();

    private static long LockOf(IdempotentRequest request) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Caller}\n{request.Key}")))
        ^ AdvisoryLocks.Idempotency;

    private static NpgsqlCommand Command(DbContext db, string sql) => new(
        sql,
        (NpgsqlConnection)db.Database.GetDbConnection(),
        (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
}
