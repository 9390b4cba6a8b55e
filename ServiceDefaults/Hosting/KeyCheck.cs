using Efficiency.Messaging;
using Microsoft.Extensions.Hosting;

namespace Efficiency.ServiceDefaults;

/// <summary>Reads the keys at the start: a service without them would fail at the first request instead.</summary>
internal sealed class KeyCheck(Keys keys, AuditKeys auditKeys) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(auditKeys);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
