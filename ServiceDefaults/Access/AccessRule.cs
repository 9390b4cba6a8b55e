using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Efficiency.ServiceDefaults;

/// <summary>Who may call an endpoint; every endpoint states one, or the service refuses to start.</summary>
/// <param name="Roles">One of these suffices; empty: anyone, without a token.</param>
public sealed record AccessRule(IReadOnlyList<string> Roles)
{
    public bool Anyone => Roles.Count == 0;
}

public static class AccessRules
{
    /// <summary>Callers with one of <paramref name="roles"/>.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder builder, params string[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        if (roles.Length == 0 || Array.Find(roles, role => !Roles.All.Contains(role)) is not null)
        {
            throw new ArgumentException($"Not roles of this suite: {string.Join(", ", roles)}.", nameof(roles));
        }

        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(Claims.Role, roles).Build();
        builder.RequireAuthorization(policy);
        return builder.WithMetadata(new AccessRule(roles));
    }

    /// <summary>Everyone, also without a token: citizens, health checks.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AllowAnonymous();
        return builder.WithMetadata(new AccessRule([]));
    }
}

/// <summary>A route that somebody forgot to protect must not go live.</summary>
internal sealed class AccessRuleCheck : IHostedService
{
    /// <summary>Given by the pipeline: the container's own list of endpoints is empty until the server has started.</summary>
    public IEndpointRouteBuilder? Routes { get; set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var open = (Routes?.DataSources ?? [])
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToArray();
        return open.Length == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                $"These endpoints state neither Allow nor AllowAnyone: {string.Join(", ", open)}.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
