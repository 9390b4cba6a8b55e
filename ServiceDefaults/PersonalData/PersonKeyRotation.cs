using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// After a change of the master key: wraps the persons' keys anew at the start, in small batches, until none needs the old
/// key. Several copies may do it at once; whichever comes last has done the same.
/// </summary>
internal sealed class PersonKeyRotation(
    IServiceScopeFactory scopes, Keys keys, PersonalData personalData, TimeProvider time, ILogger<PersonKeyRotation> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (keys.Ids.Skip(1).Any())
        {
            try
            {
                if (await RewrapAsync(stoppingToken) == 0)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning("Persons' keys stay under the old master key for now: {Reason}", exception.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        return db.Model.FindEntityType(typeof(PersonKeyRow)) is null
            ? 0
            : await personalData.RewrapAsync(db, Batch, cancellationToken);
    }
}
