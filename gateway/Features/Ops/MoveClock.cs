using Efficiency.Gateway.Domain;
using Efficiency.Gateway.Persistence;
using Efficiency.Gateway.Suite;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Efficiency.Gateway.Features.Ops;

/// <summary>
/// Moves the business clock of every service together; Development only. Forward at any time, backward only while nothing
/// has happened yet. Answers when every copy has acknowledged and, if asked to wait, is at rest.
/// </summary>
internal static class MoveClock
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/clock", HandleAsync).Allow(Roles.Ops, Roles.Administrator);

    /// <param name="Now">The business instant that it shall be now.</param>
    /// <param name="Wait">Until the suite is at rest (60 s at most); true where missing.</param>
    internal sealed record Request(DateTimeOffset? Now, bool? Wait);

    private static async Task<Results<Ok<ClockView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        GatewayDb db,
        SuiteClock clock,
        TimeProvider time,
        IOptions<ClockPatience> patience,
        Check check,
        CancellationToken cancellationToken)
    {
        var wanted = check.Required(request.Now, "now");
        if (check.Failed)
        {
            return check.Problem();
        }

        // Held by the connection, not by a transaction: the offset must be committed before it is pushed.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!await TryLockAsync(db, cancellationToken))
            {
                http.Response.Headers.RetryAfter = "1";
                return Problems.From(Refusals.ClockBeingMoved);
            }
            try
            {
                return await MoveAsync(wanted - time.GetUtcNow(), request.Wait ?? true, db, clock, time, patience.Value, cancellationToken);
            }
            finally
            {
                await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock({ClockLock})", CancellationToken.None);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<Results<Ok<ClockView>, ProblemHttpResult>> MoveAsync(
        TimeSpan offset,
        bool wait,
        GatewayDb db,
        SuiteClock clock,
        TimeProvider time,
        ClockPatience patience,
        CancellationToken cancellationToken)
    {
        if (offset < await clock.OffsetAsync(cancellationToken) &&
            await clock.WithBusinessRowsAsync(cancellationToken) is { Count: > 0 } holders)
        {
            return Problems.From(Refusals.ClockBackwards(holders));
        }

        var started = time.GetTimestamp();
        db.Audit(new AuditEntry
        {
            Action = "gateway.clock-moved",
            SubjectKind = "clock",
            SubjectId = Guid.Empty,
            BusinessAt = time.GetUtcNow() + offset,
        });
        await clock.KeepAsync(offset, cancellationToken);
        if (await clock.PushAsync(offset, started, patience.Acknowledged, cancellationToken) is { Count: > 0 } silent)
        {
            return Problems.From(Refusals.ClockNotAcknowledged(silent));
        }
        if (wait && await clock.WaitUntilQuietAsync(started, patience.Quiet, cancellationToken) is { Count: > 0 } busy)
        {
            return Problems.From(Refusals.ClockNotQuiet(patience.Quiet, busy));
        }
        return TypedResults.Ok(ClockView.Of(offset, time.GetUtcNow()));
    }

    private const long ClockLock = 0x436C6F636B;

    private static async Task<bool> TryLockAsync(GatewayDb db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select pg_try_advisory_lock({ClockLock}) as \"Value\"").ToListAsync(cancellationToken)).Single();
}
