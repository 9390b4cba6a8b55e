using System.Net;

namespace Efficiency.Gateway.Tests;

public sealed class RateLimitTests(GatewayStore store) : IClassFixture<GatewayStore>, IAsyncLifetime
{
    private static readonly Uri Route = new("/api/intake/v1/progress/1", UriKind.Relative);

    private FakeService _intake = null!;

    public async Task InitializeAsync() => _intake = await FakeService.StartAsync();

    public async Task DisposeAsync() => await _intake.DisposeAsync();

    [Fact]
    public async Task Client_over_its_rate_gets_429_and_the_others_do_not_notice()
    {
        await using var gateway = Start(("ClientPerSecond", "2"));
        var (clientId, secret) = await gateway.RegisterAsync(["ops"]);
        using var noisy = await gateway.SignedInAsync(await gateway.TokenAsync(clientId, secret));
        using var other = await gateway.SignedInAsync(MintedTokens.Of(gateway));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var response = await noisy.GetAsync(Route);
            statuses.Add(response.StatusCode);
            if (response.StatusCode is HttpStatusCode.TooManyRequests)
            {
                response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
                (await response.ProblemCodeAsync()).ShouldBe("too-many-requests");
            }
        }
        statuses[0].ShouldBe(HttpStatusCode.OK);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        (await other.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Http.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Address_without_a_token_is_held_shorter_than_a_client()
    {
        await using var gateway = Start(("AnonymousPerSecond", "1"), ("AnonymousBurst", "3"));
        for (var i = 0; i < 3; i++)
        {
            (await gateway.Http.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using var refused = await gateway.Http.GetAsync(Route);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();

        using var client = await gateway.SignedInAsync();
        for (var i = 0; i < 10; i++)
        {
            (await client.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        // What the platform asks is not counted.
        (await gateway.Http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bad_tokens_count_against_the_address()
    {
        await using var gateway = Start(("AnonymousPerSecond", "1"), ("AnonymousBurst", "3"));
        using var client = await gateway.SignedInAsync("not.a.token");
        for (var i = 0; i < 3; i++)
        {
            (await client.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        (await client.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Bench_of_many_requests_under_one_client_passes_the_default_limit()
    {
        await using var gateway = Start();
        using var client = await gateway.SignedInAsync();
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, cancellationToken) =>
            (await client.GetAsync(Route, cancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Nothing_is_logged_for_an_ordinary_request()
    {
        await using var gateway = Start();
        using var client = await gateway.SignedInAsync();
        (await client.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Log.All.ShouldNotContain(line => line.Contains("progress", StringComparison.Ordinal)
            && !line.StartsWith("Debug", StringComparison.Ordinal) && !line.StartsWith("Trace", StringComparison.Ordinal));
    }

    private GatewayHost Start(params (string Limit, string Value)[] limits) => GatewayHost.Start(
        store,
        [
            new("services:intake:http:0", _intake.Address.AbsoluteUri),
            .. limits.Select(limit => KeyValuePair.Create($"Limits:{limit.Limit}", limit.Value)),
        ]);
}
