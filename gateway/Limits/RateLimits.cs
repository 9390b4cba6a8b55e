using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Efficiency.Contracts;
using Efficiency.Gateway.Issuer;
using Efficiency.Gateway.Tokens;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.RateLimiting;

namespace Efficiency.Gateway.Limits;

/// <summary>
/// One bucket for each client id, and one for each address that sends no valid token. A noisy client fills its own bucket
/// only. What the platform itself calls (health, /internal, keys) is not counted; /connect/token has its own limit.
/// </summary>
internal static class RateLimits
{
    private static readonly Refusal TooMany = new("too-many-requests", "API");

    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    public static PartitionedRateLimiter<HttpContext> ForRequests(GatewayLimits limits)
    {
        Func<LimitKey, TokenBucketRateLimiterOptions> client = _ => Bucket(limits.ClientPerSecond, limits.ClientPerSecond);
        Func<LimitKey, TokenBucketRateLimiterOptions> anonymous = _ => Bucket(limits.AnonymousPerSecond, limits.AnonymousBurst);
        return PartitionedRateLimiter.Create<HttpContext, LimitKey>(context =>
        {
            if (context.Features.Get<VerifiedToken>() is { } token)
            {
                return RateLimitPartition.GetTokenBucketLimiter(new LimitKey(token.ClientId, null), client);
            }

            return IsCounted(context.Request.Path)
                ? RateLimitPartition.GetTokenBucketLimiter(new LimitKey(null, NetworkOf(context)), anonymous)
                : RateLimitPartition.GetNoLimiter(default(LimitKey));
        });
    }

    public static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken) =>
        await RefuseAsync(rejected.HttpContext, rejected.Lease);

    public static Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(context, TooMany);
    }

    /// <summary>The address, or for IPv6 its network of 64 bits: one household or office has a whole network.</summary>
    public static IPAddress NetworkOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static bool IsCounted(PathString path) =>
        !path.StartsWithSegments("/health", StringComparison.Ordinal) &&
        !path.StartsWithSegments("/internal", StringComparison.Ordinal) &&
        !path.StartsWithSegments("/.well-known", StringComparison.Ordinal) &&
        !path.StartsWithSegments(IssuerSetup.TokenPath, StringComparison.Ordinal);

    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        // A tenth of a second's worth at a time where that is a whole number, else one at a time.
        TokensPerPeriod = Math.Max(1, perSecond / 10),
        ReplenishmentPeriod = perSecond >= 10 ? Refill : TimeSpan.FromSeconds(1.0 / perSecond),
        QueueLimit = 0,
        AutoReplenishment = false,
    };

    private readonly record struct LimitKey(string? Client, IPAddress? Network);
}
