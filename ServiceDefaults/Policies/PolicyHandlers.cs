using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;

namespace Efficiency.ServiceDefaults;

/// <summary>The read model itself, for a service that has a handler of its own for the event.</summary>
public static class PolicyProjection
{
    /// <summary>
    /// Adds the version to this unit of work. A version never changes once it is approved: the first word about it is the last.
    /// </summary>
    /// <returns>False where it was known already.</returns>
    public static async Task<bool> ApplyAsync(
        ServiceDbContext db, PolicyVersionActivated message, CancellationToken cancellationToken = default)
    {
        if (await db.FindAsync<PolicyVersion>([message.PolicyVersionId], cancellationToken) is not null)
        {
            return false;
        }

        db.Add(new PolicyVersion
        {
            Id = message.PolicyVersionId,
            UnitId = message.UnitId,
            Number = message.Number,
            DocumentNumber = message.DocumentNumber,
            InForceFrom = message.InForceFrom,
            Regimes = [.. message.Regimes],
            Values = JsonSerializer.SerializeToElement(message.Values),
        });
        db.Arrived(message.PolicyVersionId);
        return true;
    }
}

public static class PolicyHandlers
{
    /// <summary>Keeps <c>policy_version</c> wherever <see cref="PolicyMapping.AddPolicies"/> maps it as a read model.</summary>
    public static MessagingBuilder HandlePolicies(this MessagingBuilder messaging) =>
        messaging.Handle<PolicyVersionActivated, PolicyVersionActivatedHandler>();
}

internal sealed class PolicyVersionActivatedHandler(ServiceDbContext db) : IEventHandler<PolicyVersionActivated>
{
    public async Task<Handled> HandleAsync(
        PolicyVersionActivated message, EventHeaders headers, CancellationToken cancellationToken)
    {
        await PolicyProjection.ApplyAsync(db, message, cancellationToken);
        return Handled.Done;
    }
}
