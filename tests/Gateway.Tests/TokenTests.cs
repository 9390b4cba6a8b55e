using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Efficiency.Gateway.Tests;

public sealed class TokenTests(GatewayStore store) : IClassFixture<GatewayStore>, IAsyncLifetime
{
    private readonly GatewayHost _gateway = GatewayHost.Start(store);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Token_says_what_the_record_of_the_client_says()
    {
        Guid[] units = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var staff = Guid.CreateVersion7();
        var (clientId, secret) = await _gateway.RegisterAsync(["handler", "front-desk"], units, staff);

        using var response = await _gateway.AskForTokenAsync(clientId, secret);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var body = await response.ReadJsonAsync();
        body.GetProperty("token_type").GetString().ShouldBe("Bearer");
        body.GetProperty("expires_in").GetInt32().ShouldBeInRange(598, 600);

        var token = new JsonWebToken(body.GetProperty("access_token").GetString());
        token.Typ.ShouldBe("at+jwt");
        token.Alg.ShouldBe("RS256");
        token.Issuer.ShouldBe(GatewayHost.Issuer + "/");
        token.Audiences.ShouldBe(["efficiency-api"]);
        token.Subject.ShouldBe(clientId);
        token.GetClaim("client_id").Value.ShouldBe(clientId);
        token.Claims.Where(c => c.Type == "role").Select(c => c.Value).ShouldBe(["handler", "front-desk"]);
        token.Claims.Where(c => c.Type == "unit").Select(c => Guid.Parse(c.Value)).ShouldBe(units);
        token.GetClaim("staff_id").Value.ShouldBe(staff.ToString());
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Secret_in_the_Basic_header_is_taken_as_well()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"administrator:{Uri.EscapeDataString(GatewayStore.AdministratorSecret)}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        using var response = await _gateway.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Discovery_names_the_issuer_and_publishes_public_keys_only()
    {
        var discovery = JsonDocument.Parse(await _gateway.Http.GetStringAsync("/.well-known/openid-configuration")).RootElement;
        discovery.GetProperty("issuer").GetString().ShouldBe(GatewayHost.Issuer + "/");
        var keys = new Uri(discovery.GetProperty("jwks_uri").GetString()!);
        discovery.GetProperty("token_endpoint").GetString()!.ShouldEndWith("/connect/token");

        var key = JsonDocument.Parse(await _gateway.Http.GetStringAsync(keys.AbsolutePath)).RootElement
            .GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        key.GetProperty("kid").GetString().ShouldBe(new JsonWebToken(await _gateway.TokenAsync()).Kid);
        key.TryGetProperty("d", out _).ShouldBeFalse();
        key.TryGetProperty("p", out _).ShouldBeFalse();
    }

    [Theory]
    // What is asked; what is answered.
    [InlineData("administrator", "wrong", "client_credentials", "invalid_client", 401)]
    [InlineData("nobody", "wrong", "client_credentials", "invalid_client", 401)]
    [InlineData("administrator", null, "client_credentials", "invalid_request", 400)]
    [InlineData("", "wrong", "client_credentials", "invalid_request", 400)]
    [InlineData("administrator", GatewayStore.AdministratorSecret, "password", "unsupported_grant_type", 400)]
    [InlineData("administrator", GatewayStore.AdministratorSecret, "refresh_token", "unsupported_grant_type", 400)]
    [InlineData("administrator", GatewayStore.AdministratorSecret, "authorization_code", "unsupported_grant_type", 400)]
    [InlineData("administrator", GatewayStore.AdministratorSecret, "", "invalid_request", 400)]
    public async Task Refused_request_gets_the_error_of_the_standard(
        string clientId, string? secret, string grant, string error, int status)
    {
        using var response = await _gateway.AskForTokenAsync(clientId, secret, grant);
        ((int)response.StatusCode).ShouldBe(status);
        (await response.ReadJsonAsync()).GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Unknown_client_wrong_secret_and_revoked_client_cannot_be_told_apart()
    {
        var (revoked, secret) = await _gateway.RegisterAsync(["ops"]);
        using var administrator = await _gateway.SignedInAsync();
        using var revocation = await administrator.PostOnceAsync($"/api/identity/v1/clients/{revoked}/revocation", null, ifMatch: "\"1\"");
        revocation.StatusCode.ShouldBe(HttpStatusCode.OK);

        var answers = new List<string>();
        foreach (var (client, tried) in new[] { ("nobody", "wrong"), ("administrator", "wrong"), (revoked, secret), (revoked, "wrong") })
        {
            using var response = await _gateway.AskForTokenAsync(client, tried);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answers.Add(await response.Content.ReadAsStringAsync());
        }
        answers.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_secret_is_logged_without_the_secret()
    {
        const string Wrong = "not-the-secret-of-anybody";
        using var response = await _gateway.AskForTokenAsync("administrator", Wrong);
        _gateway.Log.All.ShouldContain(line => line.Contains("wrong secret", StringComparison.Ordinal));
        _gateway.Log.All.ShouldNotContain(line => line.Contains(Wrong, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_wrong_secrets_lock_the_client_at_that_address()
    {
        var (clientId, secret) = await _gateway.RegisterAsync(["ops"]);
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await _gateway.AskForTokenAsync(clientId, "wrong");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var right = await _gateway.AskForTokenAsync(clientId, secret);
        right.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await store.AuditAsync("gateway.client-locked")).ShouldHaveSingleItem().ActorId.ShouldBe(clientId);
        // Nobody else is.
        (await _gateway.TokenAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Right_secret_ends_the_count_of_wrong_ones()
    {
        var (clientId, secret) = await _gateway.RegisterAsync(["ops"]);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 9; i++)
            {
                using var wrong = await _gateway.AskForTokenAsync(clientId, "wrong");
            }
            (await _gateway.TokenAsync(clientId, secret)).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Requests_for_tokens_are_limited_for_each_client()
    {
        await using var strict = GatewayHost.Start(store, [new("Limits:TokensPerMinute", "3")]);
        for (var i = 0; i < 3; i++)
        {
            await strict.TokenAsync();
        }

        using var response = await strict.AskForTokenAsync("administrator", GatewayStore.AdministratorSecret);
        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await response.ProblemCodeAsync()).ShouldBe("too-many-requests");
        using var other = await strict.AskForTokenAsync("somebody else", "wrong");
        other.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Form_that_cannot_be_read_is_an_invalid_request()
    {
        var fields = Enumerable.Range(0, 1_100).Select(i => KeyValuePair.Create($"a{i}", "b"));
        using var response = await _gateway.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), new FormUrlEncodedContent(fields));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadJsonAsync()).GetProperty("error").GetString().ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Form_that_is_too_large_is_not_read()
    {
        using var response = await _gateway.AskForTokenAsync("administrator", new string('a', 20_000));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
