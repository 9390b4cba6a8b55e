using System.Collections.Concurrent;
using System.Text;
using Efficiency.ServiceDefaults.Tests.Probe;
using Efficiency.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class TelemetryTests(ProbeService probe) : IClassFixture<ProbeService>
{
    private const string Phone = "13812345678";

    [Fact]
    public async Task A_collector_receives_traces_metrics_and_logs_and_nothing_personal()
    {
        var received = new ConcurrentBag<(string Path, string Text)>();
        await using var collector = await CollectorAsync(received);
        await using var app = probe.Build("serve", settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        });
        await app.StartAsync();
        using var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", probe.Issuer.Token([Roles.Handler]));

        await client.GetAsync($"{ProbeClient.Root}number?count=1&phone={Phone}");
        await client.GetAsync($"{ProbeClient.Root}boom?phone={Phone}");
        await client.PostAsync("things", ProbeClient.Thing("t" + Phone));

        await Eventually.AsyncUntil(() => Has("/v1/traces", ProbeClient.Root + "number") && Has("/v1/traces", "insert into idempotency"));
        await Eventually.AsyncUntil(() => Has("/v1/metrics", "http.server.request.duration"));
        await Eventually.AsyncUntil(() => Has("/v1/logs", "failed"));
        await app.StopAsync();
        received.ShouldAllBe(body => !body.Text.Contains(Phone, StringComparison.Ordinal));
        received.ShouldAllBe(body => body.Text.Contains("probe", StringComparison.Ordinal));

        bool Has(string path, string text) => received.Any(body => body.Path == path && body.Text.Contains(text, StringComparison.Ordinal));
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentBag<(string Path, string Text)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Add((request.Path, Encoding.UTF8.GetString(body.ToArray())));
            return Results.Ok();
        });
        await collector.StartAsync();
        return collector;
    }
}
