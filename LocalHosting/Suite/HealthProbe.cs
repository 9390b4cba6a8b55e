using Aspire.Hosting.ApplicationModel;

namespace Efficiency.LocalHosting.Suite;

/// <summary>Asks a part whether it is healthy.</summary>
internal sealed class HealthProbe : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <returns>Null if healthy, else what is wrong.</returns>
    public async Task<string?> AskAsync(Part part, CancellationToken cancellationToken)
    {
        if (part.Resource.Health is not { } check)
        {
            return null;
        }

        var address = new Uri(
            new Uri(part.Resource.FindEndpoint(check.EndpointName).Address(part.Replica)),
            check.Path
        );
        try
        {
            using var response = await http.GetAsync(address, cancellationToken);
            return (int)response.StatusCode == check.StatusCode
                ? null
                : $"{address} answers {(int)response.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return $"{address} does not answer";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{address} takes longer than {http.Timeout.TotalSeconds} s";
        }
    }

    public void Dispose() => http.Dispose();
}
