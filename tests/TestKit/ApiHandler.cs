using System.Net.Http.Headers;

namespace Efficiency.TestKit;

/// <summary>Does what every well-behaved client does: shows its token and names each POST.</summary>
internal sealed class ApiHandler(string? token) : DelegatingHandler
{
    private const string IdempotencyKey = "Idempotency-Key";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (token is not null && request.Headers.Authorization is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (request.Method == HttpMethod.Post && !request.Headers.Contains(IdempotencyKey))
        {
            request.Headers.Add(IdempotencyKey, Guid.CreateVersion7().ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
