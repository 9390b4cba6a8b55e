using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Efficiency.Contracts.Intake;
using Efficiency.LocalHosting;
using Efficiency.Messaging;
using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Efficiency.Bench;

/// <summary>How fast a full outbox is emptied into a quorum queue, with confirms, feed numbering running beside it.</summary>
internal sealed class OutboxBench : IBench
{
    private const int Events = 30_000;
    private const int Rounds = 3;
    private const int Target = 3_000;

    public string Name => "outbox";

    public string Summary => $"events a second from a full outbox to confirmed in a quorum queue; at least {Target}";

    public async Task<BenchResult> RunAsync()
    {
        var rates = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var rate = await RoundAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  round {round}: {rate:0} events/s"));
            rates.Add(rate);
        }
        var median = Statistics.Median(rates);
        return new(string.Create(CultureInfo.InvariantCulture, $"{median:0} events/s"), $"at least {Target}", median >= Target);
    }

    private static async Task<double> RoundAsync()
    {
        var keys = Directory.CreateTempSubdirectory("bench-keys-").FullName;
        AuditKeys.CreateMissing(keys);
        // As durable as in production: every commit is flushed.
        var folder = TestFolders.Create();
        await using var postgres = await PostgresProcess.StartAsync(
            new PostgresSettings(Path.Combine(folder, "postgres"), FreePorts.Take(), RandomNumberGenerator.GetHexString(24)));
        await postgres.EnsureDatabaseAsync("outbox");
        using var host = Build(postgres.ConnectionString("outbox"), await TestServers.CreateVirtualHostAsync(), keys);
        await MigrationStep.RunAsync(host.Services);
        await FillAsync(host.Services);

        var started = Stopwatch.GetTimestamp();
        await host.StartAsync();
        while (await CountAsync(host.Services) > 0)
        {
            await Task.Delay(20);
        }
        var rate = Events / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await host.StopAsync();
        Directory.Delete(keys, recursive: true);
        await postgres.StopAsync();
        TestFolders.Remove(folder);
        return rate;
    }

    private static IHost Build(string database, string broker, string keys)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:rabbitmq"] = broker,
            ["Keys:Folder"] = keys,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Services.AddDbContext<BenchDb>((provider, options) =>
            options.UseNpgsql(database).UseSnakeCaseNamingConvention().UseMessaging(provider));
        // The service that hears contact-registered in the committed topology is not running: its queue keeps them.
        builder.Services.AddMessaging<BenchDb>(builder.Configuration, "bench", hosted: true, _ => { });
        return builder.Build();
    }

    private static async Task FillAsync(IServiceProvider services)
    {
        for (var written = 0; written < Events; written += 1000)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
            for (var i = 0; i < 1000; i++)
            {
                var caseId = Guid.CreateVersion7();
                db.Publish(caseId, 1, caseId, new CaseRegistered
                {
                    CaseId = caseId,
                    UnitId = caseId,
                    PostId = caseId,
                    ItemId = caseId,
                    ItemVersion = 1,
                    ItemKind = "administrative-licence",
                    ReceivedAt = DateTimeOffset.UnixEpoch,
                }, DateTimeOffset.UnixEpoch);
            }
            await db.SaveChangesAsync();
        }
    }

    private static async Task<int> CountAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BenchDb>().Database
            .SqlQuery<int>($"select count(*)::int as \"Value\" from (select 1 from outbox limit 1) waiting").SingleAsync();
    }

    private sealed class BenchDb(DbContextOptions<BenchDb> options, SaveContext save) : ServiceDbContext(options, save);
}
