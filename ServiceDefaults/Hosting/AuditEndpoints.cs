using Efficiency.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Efficiency.ServiceDefaults;

/// <summary>Anyone with the right may recompute the chain of the audit trail and compare it with what the others were told.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit/verification", VerifyAsync).Allow(Roles.Auditor, Roles.Administrator);
        api.MapGet("/audit/heads", HeadsAsync).Allow(Roles.Auditor, Roles.Administrator);
        api.MapGet("/audit/witnesses", WitnessesAsync).Allow(Roles.Auditor, Roles.Administrator);
    }

    private static async Task<Ok<AuditVerification>> VerifyAsync(
        AuditVerifier verifier, CancellationToken cancellationToken, long after = 0) =>
        TypedResults.Ok(await verifier.VerifyAsync(after, cancellationToken));

    /// <summary>The heads of this service's own chain with numbers above <paramref name="after"/>, lowest first.</summary>
    private static async Task<Ok<IReadOnlyList<AuditWitness>>> HeadsAsync(
        AuditVerifier verifier, CancellationToken cancellationToken, long after = 0, int limit = PageRequest.DefaultLimit) =>
        TypedResults.Ok(await verifier.HeadsAsync(after, Math.Clamp(limit, 1, PageRequest.MaxLimit), cancellationToken));

    /// <summary>The heads of another service's chain as they were told here, newest first.</summary>
    private static async Task<Ok<IReadOnlyList<AuditWitness>>> WitnessesAsync(
        string service, PageRequest page, AuditVerifier verifier, CancellationToken cancellationToken) =>
        TypedResults.Ok(await verifier.WitnessesAsync(service, page.Limit, cancellationToken));
}
