using System.Diagnostics;
using System.Diagnostics.Metrics;
using Efficiency.Contracts.Deadlines;
using Efficiency.Deadlines.Domain;
using Efficiency.Deadlines.Persistence;
using Efficiency.Messaging;

namespace Efficiency.Deadlines.Lights;

/// <summary>
/// Raises what is due, a batch in one transaction: the light, the next alert, event and audit together or not at all. Its cost
/// depends on what is due, not on what is open.
/// </summary>
internal sealed class LightSweep(IServiceScopeFactory scopes, BusinessClock clock)
{
    public const int Batch = 1_000;

    private static readonly Counter<long> Raised =
        Telemetry.Meter.CreateCounter<long>("efficiency.deadlines.lights", "{light}", "Lights raised, by rung");

    private static readonly Histogram<double> Lag =
        Telemetry.Meter.CreateHistogram<double>("efficiency.deadlines.sweep.lag", "s", "From a rung's instant to its light");

    /// <summary>Goes on until nothing is due any more.</summary>
    /// <returns>Lights raised.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        int claimed;
        do
        {
            (claimed, var raised) = await RunBatchAsync(cancellationToken);
            all += raised;
        }
        // Yellow and red of one deadline may both be due: a claimed batch may have made more of itself due.
        while (claimed > 0);
        return all;
    }

    private async Task<(int Claimed, int Raised)> RunBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeadlinesDb>();
        scope.ServiceProvider.GetRequiredService<SaveContext>().Actor = Actor.System("light-sweep");
        var now = clock.Now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (claimed, lights) = await DueLights.ClaimAsync(db, now, Batch, cancellationToken);
        if (claimed == 0)
        {
            return (0, 0);
        }

        using var span = Telemetry.Source.StartActivity("raise lights", ActivityKind.Internal, parentContext: default);
        foreach (var light in lights)
        {
            Publish(db, light, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var light in lights)
        {
            Raised.Add(1, new KeyValuePair<string, object?>("rung", light.Rung));
            Lag.Record((now - light.RaisedFor).TotalSeconds);
        }

        return (claimed, lights.Count);
    }

    private static void Publish(DeadlinesDb db, RaisedLight light, DateTimeOffset now)
    {
        db.Publish(light.DeadlineId, light.Version, light.UnitId, new LightRaised
        {
            LightId = light.LightId,
            DeadlineId = light.DeadlineId,
            SubjectKind = light.SubjectKind,
            SubjectId = light.SubjectId,
            UnitId = light.UnitId,
            PostId = light.PostId,
            LimitKind = light.LimitKind,
            Rung = light.Rung,
            StartedAt = light.StartedAt,
            DueAt = light.DueAt,
            RaisedFor = light.RaisedFor,
        }, light.RaisedFor);
        db.Audit(new AuditEntry
        {
            Action = "deadlines.light-raised",
            SubjectKind = "deadline",
            SubjectId = light.DeadlineId,
            UnitId = light.UnitId,
            BusinessAt = now,
            PolicyVersionId = light.PolicyVersionId,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["lightId"] = light.LightId.ToString(),
                ["rung"] = light.Rung,
                ["subjectId"] = light.SubjectId.ToString(),
            },
        });
    }
}
