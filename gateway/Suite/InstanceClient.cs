using System.Net.Http.Headers;
using System.Net.Http.Json;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Suite;

/// <summary>Talks to single copies of services behind the routes that the outside sees.</summary>
internal sealed class InstanceClient(HttpClient http, Keys keys)
{
    /// <returns>False where the copy did not take it.</returns>
    public async Task<bool> MoveClockAsync(ServiceInstance instance, TimeSpan offset, CancellationToken cancellationToken)
    {
        using var request = Internal(HttpMethod.Put, instance, "internal/clock");
        request.Content = JsonContent.Create(new ClockOffset(offset.Ticks), options: Json.Options);
        using var response = await SendAsync(request, cancellationToken);
        return response?.IsSuccessStatusCode == true;
    }

    /// <returns>Null where the copy did not answer.</returns>
    public async Task<QuietView?> AskQuietAsync(ServiceInstance instance, CancellationToken cancellationToken)
    {
        using var request = Internal(HttpMethod.Get, instance, "internal/quiet");
        return await ReadAsync<QuietView>(request, cancellationToken);
    }

    /// <returns>The status of /health/ready; null where the copy did not answer.</returns>
    public async Task<int?> AskReadyAsync(ServiceInstance instance, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(instance.Address, "health/ready"));
        using var response = await SendAsync(request, cancellationToken);
        return response is null ? null : (int)response.StatusCode;
    }

    /// <summary>Reads from a service in the name of whoever asked the gateway.</summary>
    /// <returns>Default where the copy did not answer with success.</returns>
    public async Task<T?> ReadAsAsync<T>(ServiceInstance instance, string path, string authorization, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(instance.Address, path));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return await ReadAsync<T>(request, cancellationToken);
    }

    private async Task<T?> ReadAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(request, cancellationToken);
        return response?.IsSuccessStatusCode == true
            ? await response.Content.ReadFromJsonAsync<T>(Lenient, cancellationToken)
            : null;
    }

    private async Task<HttpResponseMessage?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // The client's own time-out.
        }
    }

    private HttpRequestMessage Internal(HttpMethod method, ServiceInstance instance, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(instance.Address, path));
        request.Headers.Add(InternalEndpoints.KeyHeader, keys.InternalKey);
        return request;
    }

    /// <summary>A newer service may say more than this release knows.</summary>
    private static readonly System.Text.Json.JsonSerializerOptions Lenient = new(System.Text.Json.JsonSerializerDefaults.Web);
}
