using System.Net;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Efficiency.Gateway.Tests;

public sealed class OpsTests(GatewayStore store) : IClassFixture<GatewayStore>
{
    [Fact]
    public async Task Health_names_every_part_and_its_state()
    {
        await using var ready = await FakeService.StartAsync();
        await using var starting = await FakeService.StartAsync();
        starting.Ready = false;
        var dead = await FakeService.NowhereAsync();
        await using var gateway = GatewayHost.Start(
            store,
            [
                new("services:intake:http:0", ready.Address.AbsoluteUri), new("services:deadlines:http:0", starting.Address.AbsoluteUri),
                new("services:deadlines:http:1", dead.AbsoluteUri),
            ]);
        using var ops = await gateway.SignedInAsync(MintedTokens.Of(gateway));
        await TestKit.Eventually.Succeeds(async () =>
        {
            using var response = await ops.GetAsync(new Uri("/api/ops/v1/health", UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var body = await response.ReadJsonAsync();
            body.GetProperty("status").GetString().ShouldBe("unhealthy");
            var parts = body.GetProperty("parts").EnumerateArray().ToDictionary(
                part => part.GetProperty("name").GetString()!, part => part.GetProperty("status").GetString(), StringComparer.Ordinal);
            parts["gateway/database"].ShouldBe("healthy");
            parts["gateway/broker"].ShouldBe("healthy");
            parts["intake/0"].ShouldBe("healthy");
            parts["deadlines/0"].ShouldBe("unhealthy");
            parts["deadlines/1"].ShouldBe("unhealthy");
        });
    }

    [Fact]
    public async Task Error_queues_are_listed_and_an_unknown_one_is_not_found()
    {
        await using var gateway = GatewayHost.Start(store);
        using var ops = await gateway.SignedInAsync(MintedTokens.Of(gateway));
        using var list = await ops.GetAsync(new Uri("/api/ops/v1/error-queues", UriKind.Relative));
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await list.ReadJsonAsync()).GetProperty("queues").GetArrayLength().ShouldBe(0);
        using var replay = await ops.PostOnceAsync("/api/ops/v1/error-queues/no.such.queue/replays", null);
        replay.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await store.AuditAsync("gateway.error-queue-replayed")).ShouldNotContain(line => line.Detail.Contains("no.such.queue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_of_an_error_queue_go_back_into_their_queue_and_the_act_is_in_the_audit()
    {
        await using var gateway = GatewayHost.Start(store);
        using var ops = await gateway.SignedInAsync(MintedTokens.Of(gateway));
        const string Queue = "deadlines.intake.case-accepted";
        var connection = await gateway.Services.GetRequiredService<RabbitConnection>().OpenAsync(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        for (var i = 0; i < 2; i++)
        {
            await channel.BasicPublishAsync(string.Empty, $"{Queue}.error", mandatory: true, new byte[] { (byte)'{', (byte)'}' });
        }

        var list = await (await ops.GetAsync(new Uri("/api/ops/v1/error-queues", UriKind.Relative))).ReadJsonAsync();
        var listed = list.GetProperty("queues").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("queue").GetString().ShouldBe(Queue);
        listed.GetProperty("messages").GetInt64().ShouldBe(2);

        using var replay = await ops.PostOnceAsync($"/api/ops/v1/error-queues/{Queue}/replays", null);
        replay.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await replay.ReadJsonAsync()).GetProperty("replayed").GetInt32().ShouldBe(2);
        (await channel.MessageCountAsync(Queue)).ShouldBe(2u);
        (await channel.MessageCountAsync($"{Queue}.error")).ShouldBe(0u);
        (await store.AuditAsync("gateway.error-queue-replayed")).ShouldHaveSingleItem().Detail.ShouldContain(Queue);
    }

    [Theory]
    [InlineData("GET", "/api/ops/v1/health")]
    [InlineData("GET", "/api/ops/v1/clock")]
    [InlineData("PUT", "/api/ops/v1/clock")]
    [InlineData("GET", "/api/ops/v1/error-queues")]
    [InlineData("GET", "/api/ops/v1/audit-verification")]
    public async Task Ops_routes_are_closed_to_others(string method, string path)
    {
        await using var gateway = GatewayHost.Start(store);
        var (clientId, secret) = await gateway.RegisterAsync(["handler"], [Guid.CreateVersion7()]);
        using var handler = await gateway.SignedInAsync(await gateway.TokenAsync(clientId, secret));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await handler.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var anonymous = await gateway.Http.GetAsync(new Uri("/api/ops/v1/health", UriKind.Relative));
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    // What the other service was told of intake's third seal; whether the chain is sound.
    [InlineData("33", true)]
    [InlineData("99", false)]
    public async Task Audit_chains_are_compared_with_what_the_others_were_told(string told, bool sound)
    {
        await using var intake = await FakeService.StartAsync(context => AnswerAuditAsync(context, "intake", own: ["11", "22", "33"], of: []));
        await using var other = await FakeService.StartAsync(context => AnswerAuditAsync(
            context, "deadlines", own: [], of: new(StringComparer.Ordinal) { ["intake"] = ["11", "22", told] }));
        await using var third = await FakeService.StartAsync(context => AnswerAuditAsync(context, "appraisal", own: [], of: []));
        await using var gateway = GatewayHost.Start(
            store,
            [
                new("services:intake:http:0", intake.Address.AbsoluteUri), new("services:deadlines:http:0", other.Address.AbsoluteUri),
                new("services:appraisal:http:0", third.Address.AbsoluteUri), new("services:accountability:http:0", third.Address.AbsoluteUri),
            ]);
        using var administrator = await gateway.SignedInAsync();
        var view = await (await administrator.GetAsync(new Uri("/api/ops/v1/audit-verification", UriKind.Relative))).ReadJsonAsync();
        view.GetProperty("sound").GetBoolean().ShouldBe(sound);
        var chain = view.GetProperty("chains").EnumerateArray().Single(c => c.GetProperty("service").GetString() == "intake");
        chain.GetProperty("sound").GetBoolean().ShouldBe(sound);
        var witness = chain.GetProperty("witnesses").EnumerateArray().Single(w => w.GetProperty("service").GetString() == "deadlines");
        witness.GetProperty("compared").GetInt32().ShouldBe(3);
        witness.GetProperty("disagreements").EnumerateArray().Select(d => $"{d.GetProperty("seal")} {d.GetProperty("code").GetString()}")
            .FirstOrDefault().ShouldBe(sound ? null : "3 differs");
    }

    [Fact]
    public async Task Cut_tail_of_a_chain_is_found()
    {
        await using var cut = await FakeService.StartAsync(context => AnswerAuditAsync(context, "intake", own: ["11"], of: []));
        await using var other = await FakeService.StartAsync(context => AnswerAuditAsync(
            context, "deadlines", own: [], of: new(StringComparer.Ordinal) { ["intake"] = ["11", "22"] }));
        await using var gateway = GatewayHost.Start(
            store,
            [new("services:intake:http:0", cut.Address.AbsoluteUri), new("services:deadlines:http:0", other.Address.AbsoluteUri)]);
        using var administrator = await gateway.SignedInAsync();
        var view = await (await administrator.GetAsync(new Uri("/api/ops/v1/audit-verification", UriKind.Relative))).ReadJsonAsync();
        view.GetProperty("sound").GetBoolean().ShouldBeFalse();
        view.GetProperty("chains").EnumerateArray().Single(c => c.GetProperty("service").GetString() == "intake")
            .GetProperty("witnesses").EnumerateArray().Single(w => w.GetProperty("service").GetString() == "deadlines")
            .GetProperty("disagreements").EnumerateArray().Select(d => $"{d.GetProperty("seal")} {d.GetProperty("code").GetString()}")
            .ShouldHaveSingleItem().ShouldBe("2 missing");
    }

    [Fact]
    public async Task Own_acts_are_sealed_and_verified_like_those_of_a_service()
    {
        await using var gateway = GatewayHost.Start(store);
        await gateway.RegisterAsync(["ops"]);
        using var administrator = await gateway.SignedInAsync();
        await TestKit.Eventually.Succeeds(async () =>
        {
            var view = await (await administrator.GetAsync(new Uri("/api/ops/v1/audit-verification", UriKind.Relative))).ReadJsonAsync();
            var own = view.GetProperty("chains").EnumerateArray().Single(c => c.GetProperty("service").GetString() == "gateway");
            own.GetProperty("sound").GetBoolean().ShouldBeTrue();
            own.GetProperty("verification").GetProperty("rows").GetInt64().ShouldBeGreaterThan(0);
            own.GetProperty("verification").GetProperty("unsealed").GetInt64().ShouldBe(0);
        });
    }

    private static Task AnswerAuditAsync(HttpContext context, string service, string[] own, Dictionary<string, string[]> of)
    {
        context.Request.Headers.Authorization.ToString().ShouldStartWith("Bearer ");
        var query = context.Request.Query;
        return context.Request.Path.Value!.Split('/')[^1] switch
        {
            "verification" => context.Response.WriteAsJsonAsync(new AuditVerification(
                service, own.Length, own.Length, 0, own.LastOrDefault(string.Empty), [])),
            "heads" => context.Response.WriteAsJsonAsync(new AuditHeads(service, [.. Heads(service, own)
                .Where(head => head.Number > long.Parse(query["after"].ToString(), System.Globalization.CultureInfo.InvariantCulture))])),
            _ => context.Response.WriteAsJsonAsync(new AuditHeads(
                query["service"].ToString(),
                [.. Heads(query["service"].ToString(), of.GetValueOrDefault(query["service"].ToString(), [])).Reverse()])),
        };
    }

    private static IEnumerable<AuditWitness> Heads(string service, string[] heads) =>
        heads.Select((head, index) => new AuditWitness(service, index + 1, head, DateTimeOffset.UnixEpoch));
}
