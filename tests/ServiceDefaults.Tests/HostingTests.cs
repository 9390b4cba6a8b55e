using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Tests.Probe;
using Efficiency.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class HostingTests(ProbeService probe) : IClassFixture<ProbeService>
{
    [Fact]
    public async Task Health_needs_no_token_and_shows_no_details()
    {
        using var client = probe.Client();

        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.AsyncUntil(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        (await client.GetStringAsync("/health/ready")).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_service_is_ready_only_when_it_knows_the_time()
    {
        await using var app = probe.Build("serve", settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["services:gateway:http:0"] = "http://127.0.0.1:1/",
        });
        await app.StartAsync();
        using var client = app.Client();
        var clock = app.Services.GetRequiredService<BusinessClock>();

        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await MoveAsync(client, probe.App.Services.GetRequiredService<Keys>().InternalKey, TimeSpan.FromDays(3));

        await Eventually.AsyncUntil(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        clock.Offset.ShouldBe(TimeSpan.FromDays(3));
        await app.StopAsync();
    }

    [Fact]
    public async Task The_clock_is_fetched_from_the_gateway_at_the_start()
    {
        probe.Issuer.OffsetTicks = TimeSpan.FromHours(5).Ticks;
        await using var app = probe.Build("serve");
        await app.StartAsync();

        await Eventually.AsyncUntil(() => app.Services.GetRequiredService<BusinessClock>().Offset == TimeSpan.FromHours(5));
        await app.StopAsync();
        probe.Issuer.OffsetTicks = 0;
    }

    [Fact]
    public async Task Internal_routes_are_not_there_for_whoever_has_no_key()
    {
        using var client = probe.Client(Roles.Administrator);

        (await MoveAsync(client, "wrong", TimeSpan.FromDays(1))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/internal/quiet")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        probe.App.Services.GetRequiredService<BusinessClock>().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Quiet_is_told_with_reasons()
    {
        using var client = probe.Client();
        client.DefaultRequestHeaders.Add(InternalEndpoints.KeyHeader, probe.App.Services.GetRequiredService<Keys>().InternalKey);

        var quiet = await Eventually.AsyncUntil(
            async () => (await client.GetFromJsonAsync<QuietView>("/internal/quiet", Json.Options))!, view => view.Quiet);

        quiet.Reasons.ShouldBeEmpty();
        quiet.HasBusinessRows.ShouldBeFalse();
    }

    [Fact]
    public async Task The_feed_is_cloud_events_of_the_callers_units_by_cursor()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await probe.InDatabaseAsync(async db =>
        {
            db.Add(Units.Of(mine, null));
            foreach (var unit in new[] { mine, other, mine })
            {
                var post = Guid.CreateVersion7();
                db.Publish(post, 1, unit, new Contracts.Accountability.PostRegistered
                {
                    PostId = post, UnitId = unit, Code = "1", Name = "受理岗", Kind = "handler",
                }, DateTimeOffset.UnixEpoch);
            }

            await db.SaveChangesAsync();
        });
        using var client = probe.ClientWith(probe.Issuer.Token([Roles.DepartmentSystem], [mine]));

        var first = await Eventually.AsyncUntil(() => ReadAsync("feed?limit=1"), page => page.Items.Count > 0);
        var second = await Eventually.AsyncUntil(() => ReadAsync("feed?after=" + first.Next), page => page.Items.Count > 0);

        second.Items.Count.ShouldBe(1);
        first.Items.Concat(second.Items).ShouldAllBe(item => item.Unitid == mine.ToString()
            && item.Specversion == "1.0" && item.Type == "accountability.post-registered" && item.Source == "/api/probe/v1");
        (await ReadAsync("feed?after=" + second.Next)).Items.ShouldBeEmpty();

        async Task<FeedPage> ReadAsync(string address) =>
            await (await client.GetAsync(ProbeClient.Root + address)).BodyAsync<FeedPage>();
    }

    [Fact]
    public async Task The_audit_is_verified_for_auditors_only()
    {
        using var auditor = probe.Client(Roles.Auditor);
        using var handler = probe.Client(Roles.Handler);

        var verification = await (await auditor.GetAsync(ProbeClient.Root + "audit/verification")).BodyAsync<JsonElement>();
        verification.GetProperty("problems").GetArrayLength().ShouldBe(0);
        (await (await auditor.GetAsync(ProbeClient.Root + "audit/heads?after=0&limit=1")).BodyAsync<AuditHeads>()).Service.ShouldBe("probe");
        (await (await auditor.GetAsync(ProbeClient.Root + "audit/witnesses?service=intake")).BodyAsync<AuditHeads>()).Heads.ShouldBeEmpty();
        (await handler.GetAsync(ProbeClient.Root + "audit/verification")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_document_shows_headers_pages_roles_and_problems()
    {
        using var client = probe.Client();

        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.1");
        var paths = document.GetProperty("paths");
        paths.EnumerateObject().ShouldAllBe(path => path.Name.StartsWith(ProbeClient.Root));
        Parameters("things", "post").ShouldBe(["Idempotency-Key"]);
        Parameters("things", "get").ShouldBe(["after", "limit"]);
        Parameters("things/{id}", "put").ShouldBe(["id", "If-Match"]);
        var post = paths.GetProperty(ProbeClient.Root + "things").GetProperty("post");
        Schema("PageOfProbeEndpointsThingView").GetProperty("required").GetArrayLength().ShouldBe(2);
        post.GetProperty("x-roles")[0].GetString().ShouldBe("handler");
        post.GetProperty("responses").GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue();
        post.GetProperty("operationId").GetString().ShouldBe("probeEndpointsCreate");
        Schema("Problem").GetProperty("required").GetArrayLength().ShouldBe(6);
        Schema("ProbeEndpointsRequest").GetRawText().Replace(" ", "", StringComparison.Ordinal).ShouldContain("\"additionalProperties\":false"); // unknown members are refused
        Schema("ProbeEndpointsRequest").TryGetProperty("required", out _).ShouldBeFalse(); // the feature tells, all at once
        Schema("ProbeEndpointsThingView").GetRawText().ShouldNotContain("additionalProperties"); // answers may grow
        Property("amount").ShouldBe("""{"type":"number","format":"decimal"}""");
        Property("maybe").ShouldBe("""{"type":["null","number"],"format":"decimal"}""");
        Property("at").ShouldBe("""{"type":"string","format":"date-time"}""");
        Property("until").ShouldBe("""{"type":["null","string"],"format":"date-time"}""");
        Schema("ProbeEndpointsColour").GetRawText().ShouldContain("dark-red");
        (await client.GetStringAsync(ProbeClient.Root + "amounts"))
            .ShouldBe("""{"amount":1.5,"maybe":null,"at":"1970-01-01T00:00:00Z","until":null,"colour":"dark-red"}""");

        JsonElement Schema(string name) => document.GetProperty("components").GetProperty("schemas").GetProperty(name);

        string Property(string name) => Schema("ProbeEndpointsAmountView").GetProperty("properties").GetProperty(name).GetRawText()
            .Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

        string[] Parameters(string path, string method) => [.. paths.GetProperty(ProbeClient.Root + path).GetProperty(method)
            .GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!)];
    }

    private static async Task<HttpResponseMessage> MoveAsync(HttpClient client, string key, TimeSpan offset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/internal/clock")
        {
            Content = JsonContent.Create(new ClockOffset(offset.Ticks), options: Json.Options),
        };
        request.Headers.Add(InternalEndpoints.KeyHeader, key);
        return await client.SendAsync(request);
    }
}
