using Efficiency.Gateway.Domain;
using Efficiency.Gateway.Issuer;
using Efficiency.Gateway.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Features.Identity;

/// <summary>Registers a department's system or a service account. Its secret is in this one answer and nowhere else.</summary>
internal static class RegisterClient
{
    private const int LongestName = 100;
    private const int MostUnits = 50;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/clients", HandleAsync).Allow(Roles.Administrator);

    /// <param name="Name">1..100 characters, unique.</param>
    /// <param name="Roles">One or more of the suite's roles, each once.</param>
    /// <param name="UnitIds">At most 50; may be missing only where every role works for the whole city.</param>
    /// <param name="StaffId">The member of staff that the client acts for.</param>
    internal sealed record Request(string? Name, IReadOnlyList<string?>? Roles, IReadOnlyList<Guid>? UnitIds, Guid? StaffId);

    internal sealed record Registered(
        string ClientId,
        string ClientSecret,
        string Name,
        IReadOnlyList<string> Roles,
        IReadOnlyList<Guid> UnitIds,
        Guid? StaffId);

    private static async Task<Results<Created<Registered>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        GatewayDb db,
        Caller caller,
        IssuerClients clients,
        BusinessClock clock,
        TimeProvider time,
        Check check,
        CancellationToken cancellationToken)
    {
        if (!caller.ReachesWholeCity)
        {
            // Whoever administers a part of the city could otherwise make himself a client for all of it.
            return Problems.Forbidden();
        }
        var name = check.Text(request.Name, "name", LongestName);
        var roles = CheckRoles(request.Roles, check);
        var units = CheckUnits(request.UnitIds ?? [], roles, check);
        if (check.Failed)
        {
            return check.Problem();
        }
        if (await db.Clients.AnyAsync(client => client.DisplayName == name, cancellationToken))
        {
            return Problems.From(Refusals.NameTaken);
        }

        var registered = new Client { Roles = roles, UnitIds = units, StaffId = request.StaffId, RegisteredAt = time.GetUtcNow() };
        var secret = IssuerClients.NewSecret();
        db.Audit(new AuditEntry
        {
            Action = "gateway.client-registered",
            SubjectKind = "client",
            SubjectId = registered.Id,
            BusinessAt = clock.Now,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["roles"] = string.Join(' ', roles),
                ["units"] = string.Join(' ', units),
                ["staff"] = request.StaffId?.ToString() ?? "-",
            },
        });
        await clients.RegisterAsync(registered, name, secret, cancellationToken);
        ETags.Set(http, registered.Version);
        return TypedResults.Created(
            $"/api/identity/v1/clients/{registered.ClientId}",
            new Registered(registered.ClientId!, secret, name, roles, units, request.StaffId));
    }

    private static string[] CheckRoles(IReadOnlyList<string?>? given, Check check)
    {
        var roles = check.Entries(given, "roles");
        for (var i = 0; i < roles.Count; i++)
        {
            check.OneOf(roles[i], $"roles[{i}]", Roles.All);
        }
        check.That(roles.Distinct(StringComparer.Ordinal).Count() == roles.Count, Refusals.Repeated("roles"));
        return [.. roles.OfType<string>()];
    }

    private static Guid[] CheckUnits(IReadOnlyList<Guid> units, string[] roles, Check check)
    {
        if (units.Count > 0)
        {
            check.Entries(units, "unitIds", MostUnits);
        }
        check.That(units.Distinct().Count() == units.Count, Refusals.Repeated("unitIds"));
        check.That(units.Count > 0 || roles.Length == 0 || roles.All(CityWideRoles.Contains), Refusals.UnitsRequired);
        return [.. units];
    }

    /// <summary>Roles that may work for the whole city rather than for named units.</summary>
    private static readonly HashSet<string> CityWideRoles =
        new(StringComparer.Ordinal) { Roles.Administrator, Roles.Ops, Roles.Auditor };
}
