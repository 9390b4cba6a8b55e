using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Efficiency.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Efficiency.ServiceDefaults;

/// <summary>Marks the POSTs of an API: they need an Idempotency-Key and run in one transaction with its row.</summary>
internal sealed class IdempotentPosts;

/// <summary>
/// Makes a POST happen once per caller and key. It opens the transaction in which the feature saves, holds the answer back,
/// writes it beside the state, commits, and only then answers: whoever got an answer finds it again, and whatever was refused
/// has left nothing behind.
/// </summary>
internal sealed class Idempotency(RequestDelegate next, IdempotencyStore store)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    private readonly ConcurrentDictionary<(string Caller, string Key), byte> _inFlight = new();

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<IdempotentPosts>() is null)
        {
            await next(http);
            return;
        }

        var header = http.Request.Headers[Header];
        if (StringValues.IsNullOrEmpty(header))
        {
            await Problems.WriteAsync(http, CommonRefusals.IdempotencyKeyMissing);
            return;
        }

        string key = header.ToString();
        if (header.Count > 1 || key.Length > 128 || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            await Problems.WriteAsync(http, CommonRefusals.IdempotencyKeyInvalid);
            return;
        }

        var caller = http.RequestServices.GetRequiredService<Caller>();
        var request = new IdempotentRequest(caller.Subject, key, HashOf(http.Request, await RequestBodies.ReadAsync(http)));
        if (!_inFlight.TryAdd((request.Caller, key), 0))
        {
            await InFlight(http);
            return;
        }

        try
        {
            await RunOnceAsync(http, request);
        }
        finally
        {
            _inFlight.TryRemove((request.Caller, key), out _);
        }
    }

    private async Task RunOnceAsync(HttpContext http, IdempotentRequest request)
    {
        var db = http.RequestServices.GetRequiredService<ServiceDbContext>();
        StoredAnswer? stored;
        // A refused POST is rolled back as a whole: a savepoint for each save would be two round trips for nothing.
        db.Database.AutoSavepointsEnabled = false;
        await using (var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted))
        {
            var found = await IdempotencyStore.LockAndFindAsync(db, request, http.RequestAborted);
            stored = found.Answer;
            if (stored is null && !found.Locked)
            {
                await InFlight(http);
                return;
            }

            if (stored is null)
            {
                using var answer = new HeldAnswer(http);
                await next(http);
                answer.Release();
                if (http.Response.StatusCode is < 200 or > 299)
                {
                    await transaction.RollbackAsync(CancellationToken.None);
                    await answer.SendAsync(http);
                    return;
                }

                if (await store.SaveAsync(db, request, http.Response, answer.Body, http.RequestAborted))
                {
                    await transaction.CommitAsync(CancellationToken.None);
                    await answer.SendAsync(http);
                    return;
                }

                // Another process committed the same key between our look and our lock: its answer is the answer.
                await transaction.RollbackAsync(CancellationToken.None);
                http.Response.Clear();
                stored = await IdempotencyStore.FindAsync(db, request, http.RequestAborted);
            }
        }

        await ReplayAsync(http, request, stored);
    }

    private async Task ReplayAsync(HttpContext http, IdempotentRequest request, StoredAnswer? stored)
    {
        if (stored is null || !CryptographicOperations.FixedTimeEquals(stored.BodyHash, request.BodyHash))
        {
            await Problems.WriteAsync(http, CommonRefusals.IdempotencyKeyReused);
            return;
        }

        http.Response.StatusCode = stored.Status;
        http.Response.Headers[ReplayedHeader] = "true";
        await store.SendAsync(http, stored);
    }

    private static Task InFlight(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(http, CommonRefusals.IdempotencyKeyInFlight);
    }

    private static byte[] HashOf(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>Takes the place of the response body while the handler runs.</summary>
    private sealed class HeldAnswer : IDisposable
    {
        private readonly HttpContext _http;
        private readonly Stream _outside;
        private readonly MemoryStream _held = new();

        public HeldAnswer(HttpContext http)
        {
            _http = http;
            _outside = http.Response.Body;
            http.Response.Body = _held;
        }

        public ReadOnlyMemory<byte> Body => _held.GetBuffer().AsMemory(0, (int)_held.Length);

        public void Release() => _http.Response.Body = _outside;

        public async Task SendAsync(HttpContext http)
        {
            if (_held.Length > 0)
            {
                http.Response.ContentLength = _held.Length;
                await _outside.WriteAsync(Body, http.RequestAborted);
            }
        }

        public void Dispose()
        {
            Release();
            _held.Dispose();
        }
    }
}
