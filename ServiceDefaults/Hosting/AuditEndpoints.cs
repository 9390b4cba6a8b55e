using Efficiency.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Efficiency.ServiceDefaults;

/// <param name="Service">Whose chain it is.</param>
/// <param name="Heads">Of its own chain the oldest first, of another's the newest first.</param>
public sealed record AuditHeads(string Service, IReadOnlyList<AuditWitness> Heads);

/// <summary>Anyone with the right may recompute the chain of the audit trail and compare it with what the others were told.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit/verification", VerifyAsync).Allow(Roles.Auditor, Roles.Administrator);
        api.MapGet("/audit/heads", HeadsAsync).Allow(Roles.Auditor, Roles.Administrator);
        api.MapGet("/audit/witnesses", WitnessesAsync).Allow(Roles.Auditor, Roles.Administrator);
    }

    /// <summary>Recomputes the seals with numbers above <paramref name="after"/>.</summary>
    private static async Task<Ok<AuditVerification>> VerifyAsync(
        AuditVerifier verifier, CancellationToken cancellationToken, long after = 0) =>
        TypedResults.Ok(await verifier.VerifyAsync(after, cancellationToken));

    /// <summary>This service's own heads with numbers above <paramref name="after"/>.</summary>
    private static async Task<Ok<AuditHeads>> HeadsAsync(
        AuditVerifier verifier,
        HandlerCatalogue catalogue,
        CancellationToken cancellationToken,
        long after = 0,
        int limit = PageRequest.DefaultLimit) =>
        TypedResults.Ok(new AuditHeads(
            catalogue.Service, await verifier.HeadsAsync(after, Math.Clamp(limit, 1, PageRequest.MaxLimit), cancellationToken)));

    /// <summary>The heads of another service's chain as they were told here.</summary>
    private static async Task<Ok<AuditHeads>> WitnessesAsync(
        string service, AuditVerifier verifier, CancellationToken cancellationToken, int limit = PageRequest.DefaultLimit) =>
        TypedResults.Ok(new AuditHeads(
            service, await verifier.WitnessesAsync(service, Math.Clamp(limit, 1, PageRequest.MaxLimit), cancellationToken)));
}
