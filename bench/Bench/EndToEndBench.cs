using System.Globalization;
using System.Text.Json;
using Efficiency.Demo;
using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.Bench;

/// <summary>
/// Cases registered through the gateway (token, validation, state, audit, outbox) until the deadline exists in the other service,
/// beside the single-row INSERTs that pgbench reaches on the same server; rounds interleaved, medians compared.
/// </summary>
internal sealed class EndToEndBench : IBench
{
    private const int Rounds = 3;
    private const int Clients = 64;
    private const double TargetShare = 0.05;
    private const double TargetP95 = 150;
    private const double TargetEffectP99 = 1;
    private static readonly int Seconds =
        int.TryParse(Environment.GetEnvironmentVariable("BENCH_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 60;

    public string Name => "e2e";

    public string Summary =>
        "cases registered through the gateway until their deadline exists, as a share of pgbench's single-row INSERTs; at least 5 %";

    public async Task<BenchResult> RunAsync()
    {
        await using var suite = await SuiteUnderTest.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Logging__LogLevel__Default"] = "Warning",
        });
        var body = await PrepareAsync(suite);
        var server = new BenchServer(suite);
        await server.PrepareAsync();
        await LoadAsync(suite, body, "warm-up", 12);

        var rounds = new List<Round>();
        for (var number = 1; number <= Rounds; number++)
        {
            var inserts = await server.PgbenchAsync(Clients, Math.Max(5, Seconds / 3));
            var before = await server.DeadlinesAsync();
            var load = await LoadAsync(suite, body, $"round-{number}", Seconds);
            var atEnd = await server.DeadlinesAsync() - before;
            await server.DrainedAsync();
            var effects = await server.EffectsAsync(load.Cases);
            var round = new Round(inserts, load, atEnd, effects);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  round {number}: pgbench {inserts:0}/s; cases {load.PerSecond:0}/s ({round.Share:P1}), {load.Failed} failed, "
                + $"p50 {load.P50:0} ms, p95 {load.P95:0} ms; deadlines at the end of the load {atEnd} of {load.Cases}; "
                + $"commit to effect p50 {effects.P50:0.000} s, p99 {effects.P99:0.000} s"));
            rounds.Add(round);
        }
        return Judge(rounds);
    }

    private static BenchResult Judge(List<Round> rounds)
    {
        var share = Statistics.Median(rounds.Select(r => r.Share));
        var p95 = Statistics.Median(rounds.Select(r => r.Load.P95));
        var effect = Statistics.Median(rounds.Select(r => r.Effects.P99));
        // A backlog of more than a second's work at the end would be growing.
        var grows = rounds.Exists(r => r.Load.Cases - r.DeadlinesAtEnd > 1.5 * r.Load.PerSecond);
        var failed = rounds.Sum(r => r.Load.Failed);
        var rate = Statistics.Median(rounds.Select(r => r.Load.PerSecond));
        return new(
            string.Create(CultureInfo.InvariantCulture,
                $"{share:P1} of pgbench, {rate:0} cases/s, p95 {p95:0} ms, effect p99 {effect:0.00} s, backlog {(grows ? "grows" : "steady")}, {failed} failed"),
            string.Create(CultureInfo.InvariantCulture, $"at least {TargetShare:P0}, p95 < {TargetP95} ms, effect p99 < {TargetEffectP99} s, backlog steady, 0 failed"),
            share >= TargetShare && p95 < TargetP95 && effect < TargetEffectP99 && !grows && failed == 0);
    }

    /// <summary>A city and a published licence item; returns the body of the request that is measured.</summary>
    private static async Task<string> PrepareAsync(SuiteUnderTest suite)
    {
        var http = new HttpClient { BaseAddress = suite.Address };
        var story = new MainCase(
            http, new SuiteClient(http, "administrator", suite.AdministratorSecret), new Narrator(TextWriter.Null));
        await story.PrepareAsync();
        var item = await story.PublishAsync("XK-0100", "administrative-licence");
        // The first one waits until the read models know everything.
        await story.RegisterCaseAsync(item, null, ["application", "identity", "drawing"]);
        Token = story.City.FrontDesk;
        return JsonSerializer.Serialize(new
        {
            itemId = item,
            postId = story.City.HandlerPost,
            applicant = new { name = "赵晓芳", phone = "13800005678", identityNumber = "110101199003074514" },
            materials = new[] { "application", "identity", "drawing" },
        });
    }

    private static SuiteClient? Token { get; set; }

    private static async Task<Load> LoadAsync(SuiteUnderTest suite, string body, string run, int seconds)
    {
        var output = await Tool.RunAsync(
            "wrk",
            ["-t2", $"-c{Clients}", $"-d{seconds}s", "--timeout", "10s", "-s", Tool.Script("cases.lua"), new Uri(suite.Address, "/api/intake/v1/cases").ToString()],
            ("BENCH_TOKEN", await Token!.TokenAsync()), ("BENCH_BODY", body), ("BENCH_RUN", $"{run}-{Guid.CreateVersion7():N}"));
        var numbers = output.Split('\n').Single(l => l.StartsWith("RESULT", StringComparison.Ordinal)).Split(' ')[1..]
            .Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new Load((long)(numbers[0] - numbers[1]), (long)numbers[1], numbers[2] / 1e6, numbers[3] / 1e3, numbers[4] / 1e3);
    }

    private sealed record Load(long Cases, long Failed, double Seconds, double P50, double P95)
    {
        public double PerSecond => Cases / Seconds;
    }

    private sealed record Round(double Inserts, Load Load, long DeadlinesAtEnd, Effects Effects)
    {
        public double Share => Load.PerSecond / Inserts;
    }
}
