using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Efficiency.Gateway.Issuer;

/// <summary>Reads the keys at the start: an issuer without them would fail at the first request for a token instead.</summary>
internal sealed class SigningKeyCheck(IOptionsMonitor<OpenIddictServerOptions> issuer) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = issuer.CurrentValue;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
