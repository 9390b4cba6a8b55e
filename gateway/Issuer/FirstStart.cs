using Efficiency.Gateway.Persistence;

namespace Efficiency.Gateway.Issuer;

/// <summary>What the migration step makes beside the tables: a signing key (Development) and the first administrator.</summary>
internal static class FirstStart
{
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<SigningKeys>()
            .EnsureAsync(services.GetRequiredService<GatewayDb>(), cancellationToken);
        await services.GetRequiredService<FirstAdministrator>().EnsureAsync(Console.Out, cancellationToken);
    }
}
