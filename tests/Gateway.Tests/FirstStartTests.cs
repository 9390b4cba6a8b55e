using System.Net;
using System.Security.Cryptography;
using Efficiency.Gateway.Issuer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Efficiency.Gateway.Tests;

public sealed class FirstStartTests(GatewayStore store) : IClassFixture<GatewayStore>
{
    [Fact]
    public async Task First_administrator_is_made_once_and_a_made_up_secret_printed_once()
    {
        await store.ScalarAsync<int>("with gone as (delete from client returning 1) select count(*)::int from gone");
        var first = Printed(() => store.Migrate(administratorSecret: null));
        var line = first.Split('\n').Where(l => l.StartsWith("first administrator: client id administrator, secret ", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        var secret = line.Trim().Split(' ')[^1];
        Printed(() => store.Migrate(administratorSecret: null)).ShouldNotContain("first administrator");
        (await store.ScalarAsync<long>("select count(*) from client")).ShouldBe(1);
        (await store.AuditAsync("gateway.first-administrator-made")).Last().ActorKind.ShouldBe("system");

        await using var gateway = GatewayHost.Start(store);
        (await gateway.TokenAsync("administrator", secret)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Short_secret_for_the_first_administrator_is_refused() =>
        Should.Throw<InvalidOperationException>(async () =>
        {
            await store.ScalarAsync<int>("with gone as (delete from client returning 1) select count(*)::int from gone");
            store.Migrate("short");
        }).Message.ShouldContain("16");

    [Fact]
    public async Task Token_outlives_a_restart_and_every_replica_takes_it()
    {
        store.Migrate(GatewayStore.AdministratorSecret);
        string token;
        await using (var before = GatewayHost.Start(store))
        {
            token = MintedTokens.Of(before);
        }

        await using var after = GatewayHost.Start(store);
        await using var replica = GatewayHost.Start(store);
        foreach (var gateway in new[] { after, replica })
        {
            using var client = await gateway.SignedInAsync(token);
            (await client.GetAsync(new Uri("/api/ops/v1/health", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await store.ScalarAsync<long>("select count(*) from signing_key")).ShouldBe(1);
    }

    [Fact]
    public async Task Private_key_is_sealed_in_the_database()
    {
        var stored = await store.ScalarAsync<byte[]>("select sealed_private_key from signing_key");
        await using var gateway = GatewayHost.Start(store);
        var key = gateway.Services.GetRequiredService<SigningKeys>().Load()[0];
        var secret = key.Rsa.ExportParameters(includePrivateParameters: true).D!;
        stored.AsSpan().IndexOf(secret).ShouldBe(-1);
    }

    [Fact]
    public void Production_does_not_start_without_a_mounted_key()
    {
        var failure = Should.Throw<Exception>(() => GatewayHost.Start(store, Production(), environment: "Production"));
        failure.GetBaseException().Message.ShouldContain("token-signing.pem");
    }

    [Fact]
    public void Production_does_not_start_with_a_plain_http_issuer()
    {
        var failure = Should.Throw<Exception>(() => GatewayHost.Start(store, environment: "Production"));
        failure.GetBaseException().Message.ShouldContain("https");
    }

    [Fact]
    public async Task Production_signs_with_the_newest_mounted_key_and_takes_no_plain_http()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-signing-").FullName;
        try
        {
            string[] files = [Path.Combine(folder, "token-signing-1.pem"), Path.Combine(folder, "token-signing-2.pem")];
            foreach (var file in files)
            {
                using var rsa = RSA.Create(2048);
                await File.WriteAllTextAsync(file, rsa.ExportPkcs8PrivateKeyPem());
            }
            await using var gateway = GatewayHost.Start(
                store,
                [.. Production(), new("Issuer:SigningKeyFiles:0", files[0]), new("Issuer:SigningKeyFiles:1", files[1])],
                environment: "Production");

            var keys = gateway.Services.GetRequiredService<SigningKeys>().Load();
            keys.Count.ShouldBe(2);
            using var newest = RSA.Create();
            newest.ImportFromPem(await File.ReadAllTextAsync(files[1]));
            keys[0].Rsa.ExportSubjectPublicKeyInfo().ShouldBe(newest.ExportSubjectPublicKeyInfo());
            using var plain = await gateway.AskForTokenAsync("administrator", GatewayStore.AdministratorSecret);
            plain.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

            // Behind a proxy that ends TLS and is trusted, the same request is served.
            await using var behind = GatewayHost.Start(
                store,
                [
                    .. Production(), new("Issuer:SigningKeyFiles:0", files[0]), new("Issuer:SigningKeyFiles:1", files[1]),
                    new("Gateway:TrustedProxies:0", "127.0.0.0/8"), new("Gateway:TrustedProxies:1", "::1/128"),
                ],
                environment: "Production");
            behind.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            store.Migrate(GatewayStore.AdministratorSecret);
            using var response = await behind.AskForTokenAsync("administrator", GatewayStore.AdministratorSecret);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
            new JsonWebToken((await response.ReadJsonAsync()).GetProperty("access_token").GetString()).Kid.ShouldBe(keys[0].KeyId);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static KeyValuePair<string, string>[] Production() => [new("Auth:Issuer", "https://gateway.test")];

    private static string Printed(Action act)
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            act();
        }
        finally
        {
            Console.SetOut(console);
        }
        return printed.ToString();
    }
}
