using Efficiency.Messaging;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Suite;

/// <summary>The audit trail of one service, and what that service knows of the others'.</summary>
internal abstract class AuditChain(string service)
{
    /// <summary>The newest witnesses that are compared.</summary>
    protected const int Compared = PageRequest.MaxLimit;

    public string Service { get; } = service;

    /// <returns>What the service found when it computed its chain again; null where it cannot be asked.</returns>
    public abstract Task<AuditVerification?> VerifyAsync(CancellationToken cancellationToken);

    /// <returns>Heads of its own chain with a number above <paramref name="after"/>.</returns>
    public abstract Task<IReadOnlyList<AuditWitness>?> HeadsAsync(long after, CancellationToken cancellationToken);

    /// <returns>Heads of another's chain as this service was told of them, the newest first.</returns>
    public abstract Task<IReadOnlyList<AuditWitness>?> WitnessesAsync(string other, CancellationToken cancellationToken);
}

/// <summary>The gateway's own.</summary>
internal sealed class OwnAuditChain(AuditVerifier verifier) : AuditChain("gateway")
{
    public override async Task<AuditVerification?> VerifyAsync(CancellationToken cancellationToken) =>
        await verifier.VerifyAsync(0, cancellationToken);

    public override async Task<IReadOnlyList<AuditWitness>?> HeadsAsync(long after, CancellationToken cancellationToken) =>
        await verifier.HeadsAsync(after, Compared, cancellationToken);

    public override async Task<IReadOnlyList<AuditWitness>?> WitnessesAsync(string other, CancellationToken cancellationToken) =>
        await verifier.WitnessesAsync(other, Compared, cancellationToken);
}

/// <summary>A service's, asked over HTTP in the name of whoever asks the gateway, at the first copy that answers.</summary>
internal sealed class RemoteAuditChain(
    string service,
    IReadOnlyList<ServiceInstance> copies,
    InstanceClient instances,
    string authorization)
    : AuditChain(service)
{
    public override Task<AuditVerification?> VerifyAsync(CancellationToken cancellationToken) =>
        ReadAsync<AuditVerification>("verification", cancellationToken);

    public override async Task<IReadOnlyList<AuditWitness>?> HeadsAsync(long after, CancellationToken cancellationToken) =>
        (await ReadAsync<AuditHeads>($"heads?after={after}&limit={Compared}", cancellationToken))?.Heads;

    public override async Task<IReadOnlyList<AuditWitness>?> WitnessesAsync(string other, CancellationToken cancellationToken) =>
        (await ReadAsync<AuditHeads>($"witnesses?service={other}&limit={Compared}", cancellationToken))?.Heads;

    private async Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var copy in copies)
        {
            if (await instances.ReadAsAsync<T>(copy, $"api/{Service}/v1/audit/{path}", authorization, cancellationToken) is { } answer)
            {
                return answer;
            }
        }
        return null;
    }
}
