using System.Net;
using System.Text.Json;

namespace Efficiency.Gateway.Tests;

public sealed class ClientTests(GatewayStore store) : IClassFixture<GatewayStore>, IAsyncLifetime
{
    private const string Clients = "/api/identity/v1/clients";

    private readonly GatewayHost _gateway = GatewayHost.Start(store);

    private HttpClient _administrator = null!;

    public async Task InitializeAsync() => _administrator = await _gateway.SignedInAsync();

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Registered_client_gets_a_secret_once_and_can_sign_in()
    {
        var unit = Guid.CreateVersion7();
        var staff = Guid.CreateVersion7();
        using var response = await _administrator.PostOnceAsync(
            Clients, new { name = "窗口系统", roles = new[] { "front-desk" }, unitIds = new[] { unit }, staffId = staff });
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var body = await response.ReadJsonAsync();
        var clientId = body.GetProperty("clientId").GetString()!;
        var secret = body.GetProperty("clientSecret").GetString()!;
        secret.Length.ShouldBe(43);
        response.Headers.Location!.ToString().ShouldBe($"{Clients}/{clientId}");
        (await _gateway.TokenAsync(clientId, secret)).ShouldNotBeEmpty();

        var read = await (await _administrator.GetAsync(response.Headers.Location)).ReadJsonAsync();
        read.GetProperty("name").GetString().ShouldBe("窗口系统");
        read.GetProperty("staffId").GetGuid().ShouldBe(staff);
        read.TryGetProperty("clientSecret", out _).ShouldBeFalse();

        var line = (await store.AuditAsync("gateway.client-registered")).Single(l => l.SubjectId == Guid.Parse(clientId));
        line.ActorKind.ShouldBe("client");
        line.ActorId.ShouldBe("administrator");
        line.Detail.ShouldContain("front-desk");
        line.Detail.ShouldContain(unit.ToString());
        line.Detail.ShouldNotContain(secret);
        (await store.ScalarAsync<string>($"select client_secret from client where client_id = '{clientId}'")).ShouldNotContain(secret);
    }

    [Fact]
    public async Task Every_error_of_a_registration_is_told_at_once()
    {
        var unit = Guid.CreateVersion7();
        using var response = await _administrator.PostOnceAsync(
            Clients, new { name = " ", roles = new[] { "handler", "king", "handler" }, unitIds = new[] { unit, unit } });
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await response.ReadJsonAsync()).GetProperty("errors").EnumerateArray()
            .Select(e => $"{e.GetProperty("field").GetString()}: {e.GetProperty("code").GetString()}");
        errors.ShouldBe(
            ["name: field-required", "roles[1]: value-not-allowed", "roles: value-repeated", "unitIds: value-repeated"],
            ignoreOrder: true);
    }

    [Theory]
    // A role that works in units needs them; one that works for the whole city does not.
    [InlineData("handler", 400)]
    [InlineData("department-system", 400)]
    [InlineData("administrator", 201)]
    [InlineData("ops", 201)]
    [InlineData("auditor", 201)]
    public async Task Units_may_be_missing_only_for_the_whole_city(string role, int status)
    {
        using var response = await _administrator.PostOnceAsync(Clients, new { name = $"no units {role}", roles = new[] { role } });
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Name_stands_for_one_client_only()
    {
        var registration = new { name = "twice", roles = new[] { "ops" } };
        using var first = await _administrator.PostOnceAsync(Clients, registration);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var second = await _administrator.PostOnceAsync(Clients, registration);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.ProblemCodeAsync()).ShouldBe("client-name-taken");
    }

    [Fact]
    public async Task Repeated_request_gets_the_first_answer_with_its_secret()
    {
        var key = Guid.CreateVersion7().ToString();
        var registration = new { name = "repeated", roles = new[] { "ops" } };
        using var first = await _administrator.PostOnceAsync(Clients, registration, key);
        using var again = await _administrator.PostOnceAsync(Clients, registration, key);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await store.ScalarAsync<long>("select count(*) from client where name = 'repeated'")).ShouldBe(1);
    }

    [Fact]
    public async Task Revoked_client_gets_no_token_and_the_act_is_in_the_audit()
    {
        var (clientId, secret) = await _gateway.RegisterAsync(["ops"]);
        using var unconditional = await _administrator.PostOnceAsync($"{Clients}/{clientId}/revocation", null);
        ((int)unconditional.StatusCode).ShouldBe(428);
        using var stale = await _administrator.PostOnceAsync($"{Clients}/{clientId}/revocation", null, ifMatch: "\"7\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        using var revoked = await _administrator.PostOnceAsync($"{Clients}/{clientId}/revocation", null, ifMatch: "\"1\"");
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
        revoked.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await revoked.ReadJsonAsync()).GetProperty("revokedAt").ValueKind.ShouldBe(JsonValueKind.String);
        using var refused = await _gateway.AskForTokenAsync(clientId, secret);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await store.AuditAsync("gateway.client-revoked")).Where(l => l.SubjectId == Guid.Parse(clientId)).ShouldHaveSingleItem();

        using var again = await _administrator.PostOnceAsync($"{Clients}/{clientId}/revocation", null, ifMatch: "\"2\"");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.ProblemCodeAsync()).ShouldBe("client-already-revoked");
    }

    [Fact]
    public async Task Administrator_of_a_part_of_the_city_neither_makes_nor_revokes_clients()
    {
        var (scopedId, scopedSecret) = await _gateway.RegisterAsync(["administrator"], [Guid.CreateVersion7()]);
        var (otherId, otherSecret) = await _gateway.RegisterAsync(["ops"]);
        using var scoped = await _gateway.SignedInAsync(await _gateway.TokenAsync(scopedId, scopedSecret));
        var before = await store.ScalarAsync<long>("select count(*) from client");

        using var made = await scoped.PostOnceAsync(Clients, new { name = "自己的管理员", roles = new[] { "administrator" } });
        made.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var revoked = await scoped.PostOnceAsync($"{Clients}/{otherId}/revocation", null, ifMatch: "\"1\"");
        revoked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await store.ScalarAsync<long>("select count(*) from client")).ShouldBe(before);
        (await _gateway.TokenAsync(otherId, otherSecret)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Last_administrator_cannot_be_revoked()
    {
        var others = await store.ScalarAsync<string[]>(
            "select coalesce(array_agg(client_id), '{}') from client where 'administrator' = any(roles) and client_id <> 'administrator' and revoked_at is null");
        foreach (var other in others)
        {
            using var revoked = await _administrator.PostOnceAsync($"{Clients}/{other}/revocation", null, ifMatch: "\"1\"");
            revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var response = await _administrator.PostOnceAsync($"{Clients}/administrator/revocation", null, ifMatch: "\"1\"");
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.ProblemCodeAsync()).ShouldBe("client-last-administrator");
        (await _gateway.TokenAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task List_goes_through_every_client_by_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await _gateway.RegisterAsync(["ops"]);
        }

        var seen = new List<string>();
        string? next = string.Empty;
        while (next is not null)
        {
            var page = await (await _administrator.GetAsync(new Uri($"{Clients}?limit=2&after={next}", UriKind.Relative))).ReadJsonAsync();
            var items = page.GetProperty("items").EnumerateArray().ToArray();
            items.Length.ShouldBeInRange(1, 2);
            seen.AddRange(items.Select(item => item.GetProperty("clientId").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        seen.ShouldContain("administrator", StringComparer.Ordinal);
        seen.ShouldBeUnique(StringComparer.Ordinal);
        seen.Count.ShouldBe((int)await store.ScalarAsync<long>("select count(*) from client"));
    }

    [Fact]
    public async Task Only_administrators_see_and_register_clients()
    {
        var (clientId, secret) = await _gateway.RegisterAsync(["ops"]);
        using var ops = await _gateway.SignedInAsync(await _gateway.TokenAsync(clientId, secret));
        using var list = await ops.GetAsync(new Uri(Clients, UriKind.Relative));
        list.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await list.ProblemCodeAsync()).ShouldBe("not-allowed");
        using var registration = await ops.PostOnceAsync(Clients, new { name = "x", roles = new[] { "ops" } });
        registration.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var anonymous = await _gateway.Http.GetAsync(new Uri(Clients, UriKind.Relative));
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await anonymous.ProblemCodeAsync()).ShouldBe("not-authenticated");
    }

    [Fact]
    public async Task Unknown_client_is_not_found()
    {
        using var response = await _administrator.GetAsync(new Uri($"{Clients}/{Guid.CreateVersion7()}", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.ProblemCodeAsync()).ShouldBe("not-found");
    }
}
