using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.RateLimiting;
using Efficiency.Gateway.Issuer;
using Microsoft.Extensions.Options;

namespace Efficiency.Gateway.Limits;

/// <summary>
/// Limits requests for tokens for each client and address and for each address as a whole, before the costly check of a
/// secret. The body is read here, so it is kept small.
/// </summary>
internal sealed class TokenRequestLimit(RequestDelegate next, IOptions<GatewayLimits> limits) : IAsyncDisposable
{
    private const int LargestBody = 16 * 1024;
    private const int LongestCredentials = 1024;

    private readonly PartitionedRateLimiter<(string Client, IPAddress Network)> _limiter = PartitionedRateLimiter.CreateChained(
        Limiter(key => key, limits.Value.TokensPerMinute),
        Limiter(key => (string.Empty, key.Network), limits.Value.TokensPerMinuteAndAddress));

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.Equals(IssuerSetup.TokenPath, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        string client;
        try
        {
            client = await ClientIdAsync(context.Request);
        }
        catch (InvalidDataException)
        {
            // A form with more fields, or longer ones, than any honest request has.
            await RefuseFormAsync(context.Response);
            return;
        }

        using var lease = _limiter.AttemptAcquire((client, RateLimits.NetworkOf(context)));
        if (lease.IsAcquired)
        {
            await next(context);
        }
        else
        {
            await RateLimits.RefuseAsync(context, lease);
        }
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    /// <summary>Whose name is on the request; whether it is true is not known yet.</summary>
    private static async ValueTask<string> ClientIdAsync(HttpRequest request)
    {
        if (AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) &&
            string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
        {
            Span<byte> decoded = stackalloc byte[LongestCredentials];
            return header.Parameter is { Length: < LongestCredentials } encoded && Convert.TryFromBase64String(encoded, decoded, out var length)
                ? Encoding.UTF8.GetString(decoded[..length]).Split(':')[0]
                : string.Empty;
        }

        return request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? (await request.ReadFormAsync(request.HttpContext.RequestAborted))["client_id"].ToString()
            : string.Empty;
    }

    private static Task RefuseFormAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        return response.WriteAsJsonAsync(new { error = "invalid_request", error_description = "The form cannot be read." });
    }

    private static PartitionedRateLimiter<(string Client, IPAddress Network)> Limiter(
        Func<(string Client, IPAddress Network), (string Client, IPAddress Network)> partition,
        int perMinute) =>
        PartitionedRateLimiter.Create<(string Client, IPAddress Network), (string Client, IPAddress Network)>(key =>
            RateLimitPartition.GetTokenBucketLimiter(partition(key), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
                QueueLimit = 0,
                AutoReplenishment = false,
            }));
}
