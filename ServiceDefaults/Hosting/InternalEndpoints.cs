using System.Security.Cryptography;
using System.Text;
using Efficiency.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.ServiceDefaults;

/// <param name="Quiet">Nothing that has happened is still on its way.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="HasBusinessRows">Whether any fact was ever published here: then the clock only goes forward.</param>
public sealed record QuietView(bool Quiet, IReadOnlyList<string> Reasons, bool HasBusinessRows);

/// <summary>
/// Development only, not routed by the gateway, and only for whoever holds the suite's master key: moving the clock and
/// knowing when its consequences are done.
/// </summary>
public static class InternalEndpoints
{
    /// <summary>Holds <see cref="Keys.InternalKey"/>.</summary>
    public const string KeyHeader = "X-Internal-Key";

    /// <summary>Turns away, as if there were no such route, whoever does not show the key.</summary>
    public static TBuilder RequireInternalKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder
        .AddEndpointFilter(async (context, next) =>
        {
            var keys = context.HttpContext.RequestServices.GetRequiredService<Keys>();
            var shown = Encoding.UTF8.GetBytes(context.HttpContext.Request.Headers[KeyHeader].ToString());
            return CryptographicOperations.FixedTimeEquals(shown, Encoding.UTF8.GetBytes(keys.InternalKey))
                ? await next(context)
                : Problems.From(CommonRefusals.OfStatus(StatusCodes.Status404NotFound));
        })
        .ExcludeFromDescription()
        .AllowAnyone();

    internal static void MapInternal(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/internal/clock", (ClockOffset offset, BusinessClock clock, IServiceProvider services) =>
        {
            clock.Move(TimeSpan.FromTicks(offset.OffsetTicks));
            services.GetService<ClockState>()?.Set();
            return TypedResults.NoContent();
        }).RequireInternalKey();
        routes.MapGet("/internal/quiet", QuietAsync).RequireInternalKey();
    }

    private static async Task<Ok<QuietView>> QuietAsync(
        ServiceDbContext db, IEnumerable<IQuietCheck> checks, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var check in checks)
        {
            if (await check.ReasonAsync(cancellationToken) is { } reason)
            {
                reasons.Add(reason);
            }
        }

        var facts = await db.Database
            .SqlQuery<bool>($"select exists(select from feed where name <> 'audit.sealed') as \"Value\"")
            .SingleAsync(cancellationToken);
        return TypedResults.Ok(new QuietView(reasons.Count == 0, reasons, facts));
    }
}
