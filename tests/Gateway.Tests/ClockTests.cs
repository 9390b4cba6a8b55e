using System.Net;
using System.Net.Http.Json;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Gateway.Tests;

public sealed class ClockTests(GatewayStore store) : IClassFixture<GatewayStore>, IAsyncLifetime
{
    private static readonly Uri Clock = new("/api/ops/v1/clock", UriKind.Relative);

    private readonly List<FakeService> _services = [];
    private GatewayHost _gateway = null!;
    private HttpClient _ops = null!;

    public async Task InitializeAsync()
    {
        await store.ScalarAsync<int>("with gone as (delete from clock_offset returning 1) select count(*)::int from gone");
        for (var i = 0; i < 3; i++)
        {
            _services.Add(await FakeService.StartAsync());
        }
        _gateway = GatewayHost.Start(store, Settings());
        _ops = await _gateway.SignedInAsync(MintedTokens.Of(_gateway));
    }

    public async Task DisposeAsync()
    {
        _ops.Dispose();
        await _gateway.DisposeAsync();
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Clock_moves_every_copy_of_every_service_and_the_gateway_itself()
    {
        var wanted = new DateTimeOffset(2026, 9, 24, 9, 0, 0, TimeSpan.FromHours(8));
        using var response = await MoveAsync(wanted);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.ReadJsonAsync()).GetProperty("now").GetDateTimeOffset().ShouldBe(wanted, TimeSpan.FromSeconds(10));

        var expected = (wanted - TimeProvider.System.GetUtcNow()).Ticks;
        foreach (var service in _services)
        {
            Math.Abs(service.Offsets.ShouldHaveSingleItem() - expected).ShouldBeLessThan(TimeSpan.FromSeconds(10).Ticks);
            service.QuietAsked.ShouldBeGreaterThanOrEqualTo(2);
        }
        var own = _gateway.Services.GetRequiredService<BusinessClock>();
        own.Now.ShouldBe(wanted, TimeSpan.FromSeconds(10));
        var read = await (await _ops.GetAsync(Clock)).ReadJsonAsync();
        read.GetProperty("now").GetDateTimeOffset().ShouldBe(wanted, TimeSpan.FromSeconds(10));
        (await store.AuditAsync("gateway.clock-moved")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Service_that_starts_later_fetches_the_offset_with_the_internal_key()
    {
        using var moved = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(3));
        using var without = await _gateway.Http.GetAsync(new Uri("/internal/clock", UriKind.Relative));
        without.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/clock");
        request.Headers.Add(InternalEndpoints.KeyHeader, _gateway.Services.GetRequiredService<Keys>().InternalKey);
        using var response = await _gateway.Http.SendAsync(request);
        var offset = TimeSpan.FromTicks((await response.ReadJsonAsync()).GetProperty("offsetTicks").GetInt64());
        offset.ShouldBe(TimeSpan.FromDays(3), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Another_replica_follows()
    {
        await using var replica = GatewayHost.Start(store, Settings());
        using var moved = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(5));
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        await TestKit.Eventually.AsyncUntil(
            () => replica.Services.GetRequiredService<BusinessClock>().Offset > TimeSpan.FromDays(4));
    }

    [Fact]
    public async Task Clock_goes_back_while_nothing_has_happened()
    {
        using var forward = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(30));
        using var back = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(-30));
        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        _services[0].Offsets.Last().ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Clock_does_not_go_back_once_something_has_happened()
    {
        using var forward = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(30));
        _services[1].HasBusinessRows = true;
        using var back = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(29));
        back.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await back.ProblemCodeAsync()).ShouldBe("clock-backwards");
        (await back.Content.ReadAsStringAsync()).ShouldContain("./run --fresh");
        _services.ShouldAllBe(service => service.Offsets.Count == 1);

        using var on = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(31));
        on.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Copy_that_cannot_be_reached_is_named()
    {
        _services[2].TakesClock = false;
        using var response = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(1));
        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await response.ProblemCodeAsync()).ShouldBe("clock-not-acknowledged");
        (await response.Content.ReadAsStringAsync()).ShouldContain("deadlines/1");

        // It takes the time when it is back, and the caller may simply ask again.
        _services[2].TakesClock = true;
        using var again = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(1).AddSeconds(5));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Suite_that_does_not_come_to_rest_is_named_with_its_reason()
    {
        _services[0].Busy = ["outbox: 7"];
        using var response = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(1));
        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await response.ProblemCodeAsync()).ShouldBe("clock-not-quiet");
        (await response.Content.ReadAsStringAsync()).ShouldContain("intake/0: outbox: 7");
    }

    [Fact]
    public async Task Without_waiting_the_acknowledgement_is_enough()
    {
        _services[0].Busy = ["outbox: 7"];
        using var response = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(1), wait: false);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _services.ShouldAllBe(service => service.Offsets.Count == 1 && service.QuietAsked == 0);
    }

    [Fact]
    public async Task Two_do_not_move_the_clock_at_once()
    {
        _services[0].Busy = ["sweep"];
        var first = MoveAsync(TimeProvider.System.GetUtcNow().AddDays(1));
        await TestKit.Eventually.AsyncUntil(() => _services[0].QuietAsked > 0);
        using var second = await MoveAsync(TimeProvider.System.GetUtcNow().AddDays(2));
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.ProblemCodeAsync()).ShouldBe("clock-being-moved");
        _services[0].Busy = [];
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Missing_instant_is_refused()
    {
        using var response = await _ops.PutAsJsonAsync(Clock, new { wait = true });
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ProblemCodeAsync()).ShouldBe("field-required");
    }

    [Fact]
    public async Task Clock_does_not_exist_in_Production()
    {
        using var keys = new SigningKeyFile();
        await using var production = GatewayHost.Start(
            store,
            [.. Settings(), new("Auth:Issuer", "https://gateway.test"), new("Issuer:SigningKeyFiles:0", keys.Path)],
            environment: "Production");
        using var client = await production.SignedInAsync(MintedTokens.Of(production, issuer: "https://gateway.test/"));
        foreach (var (method, path) in new[] { ("GET", "/api/ops/v1/clock"), ("PUT", "/api/ops/v1/clock"), ("GET", "/internal/clock"), ("PUT", "/internal/clock") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add(InternalEndpoints.KeyHeader, production.Services.GetRequiredService<Keys>().InternalKey);
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{method} {path}");
        }
        // The role is right, so it is the route that is missing.
        (await client.GetAsync(new Uri("/api/ops/v1/health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> MoveAsync(DateTimeOffset now, bool wait = true) =>
        _ops.PutAsJsonAsync(Clock, new { now, wait });

    private KeyValuePair<string, string>[] Settings() =>
    [
        new("services:intake:http:0", _services[0].Address.AbsoluteUri),
        new("services:deadlines:http:0", _services[1].Address.AbsoluteUri),
        new("services:deadlines:http:1", _services[2].Address.AbsoluteUri),
        new("Clock:Acknowledged", "00:00:01"),
        new("Clock:Quiet", "00:00:02"),
    ];
}
