using System.Net;
using Efficiency.Gateway.Issuer;
using Efficiency.Gateway.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Gateway.Tests;

/// <summary>What a token must be to pass the gateway.</summary>
public sealed class DoorTests(GatewayStore store) : IClassFixture<GatewayStore>, IAsyncLifetime
{
    private static readonly Uri Route = new("/api/intake/v1/cases", UriKind.Relative);

    private FakeService _intake = null!;
    private GatewayHost _gateway = null!;

    public async Task InitializeAsync()
    {
        _intake = await FakeService.StartAsync();
        _gateway = GatewayHost.Start(store, [new("services:intake:http:0", _intake.Address.AbsoluteUri)]);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _intake.DisposeAsync();
    }

    public static TheoryData<string> WrongTokens => new(
        "expired", "not yet valid", "other issuer", "other audience", "other type", "unsigned", "unknown key",
        "other key under a known id", "cut", "changed", "no token", "two", "basic", "huge");

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Wrong_token_does_not_pass(string wrong)
    {
        var good = MintedTokens.Of(_gateway);
        var key = _gateway.Services.GetRequiredService<SigningKeys>().Load()[0];
        string[] headers = wrong switch
        {
            "expired" => [MintedTokens.Of(_gateway, life: TimeSpan.FromSeconds(-1))],
            "not yet valid" => [MintedTokens.Of(_gateway, life: TimeSpan.FromMinutes(11))],
            "other issuer" => [MintedTokens.Of(_gateway, issuer: "http://somewhere.else/")],
            "other audience" => [MintedTokens.Of(_gateway, audience: "something-else")],
            "other type" => [MintedTokens.Of(_gateway, type: "JWT")],
            "unsigned" => [MintedTokens.Of(_gateway, signed: false)],
            "unknown key" => [MintedTokens.Of(_gateway, key: MintedTokens.OtherKey("unknown"))],
            "other key under a known id" => [MintedTokens.Of(_gateway, key: MintedTokens.OtherKey(key.KeyId))],
            "cut" => [good[..^1]],
            "changed" => [$"{good.Split('.')[0]}.{MintedTokens.Of(_gateway, issuer: "http://x/").Split('.')[1]}.{good.Split('.')[2]}"],
            "no token" => [string.Empty],
            "two" => [good, good],
            "huge" => [new string('a', 10_000)],
            _ => ["Basic YTpi"],
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, Route);
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation("Authorization", wrong == "basic" ? header : $"Bearer {header}");
        }

        using var response = await _gateway.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        (await response.ProblemCodeAsync()).ShouldBe("not-authenticated");
        _intake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Good_token_passes_unchanged()
    {
        var token = await _gateway.TokenAsync();
        using var client = await _gateway.SignedInAsync(token);
        (await client.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _intake.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe($"Bearer {token}");
    }

    [Fact]
    public async Task No_token_passes_because_the_service_decides()
    {
        (await _gateway.Http.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _intake.Requests.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task Remembered_token_is_refused_from_its_expiry_on()
    {
        var token = MintedTokens.Of(_gateway, life: TimeSpan.FromSeconds(2));
        using var client = await _gateway.SignedInAsync(token);
        (await client.GetAsync(Route)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await TestKit.Eventually.AsyncUntil(
            async () => (await client.GetAsync(Route)).StatusCode is HttpStatusCode.Unauthorized,
            within: TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Remembered_tokens_are_bounded_and_run_out()
    {
        var tokens = new VerifiedTokens();
        var now = TimeProvider.System.GetUtcNow();
        var token = new VerifiedToken("c", new(), now.AddMinutes(10));
        for (var i = 0; i < VerifiedTokens.Capacity + 10; i++)
        {
            tokens.Add(new TokenHash(0, (UInt128)i), token, now);
        }
        tokens.Find(new TokenHash(0, 1), now).ShouldBe(token);
        tokens.Find(new TokenHash(0, VerifiedTokens.Capacity + 1), now).ShouldBeNull();

        var later = now + VerifiedTokens.Trust;
        tokens.Find(new TokenHash(0, 1), later).ShouldBeNull();
        tokens.Add(new TokenHash(1, 1), token, later);
        tokens.Find(new TokenHash(1, 1), later).ShouldBe(token);
    }

    [Fact]
    public async Task Answer_of_a_service_carries_the_protective_headers_and_no_other_origin_is_allowed()
    {
        _intake.Answer = context =>
        {
            context.Response.Headers.Server = "something 1.2.3";
            return context.Response.WriteAsJsonAsync(new { });
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, Route);
        request.Headers.Add("Origin", "https://elsewhere.test");
        using var response = await _gateway.Http.SendAsync(request);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        response.Headers.Server.ShouldBeEmpty();

        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/identity/v1/clients");
        preflight.Headers.Add("Origin", "https://elsewhere.test");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await _gateway.Http.SendAsync(preflight);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }
}
