using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Efficiency.Gateway.Tests;

public sealed class RoutingTests(GatewayStore store) : IClassFixture<GatewayStore>
{
    [Theory]
    [InlineData("intake")]
    [InlineData("deadlines")]
    [InlineData("accountability")]
    [InlineData("appraisal")]
    public async Task Request_reaches_its_service_as_it_was_sent(string name)
    {
        await using var service = await FakeService.StartAsync(context =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers.ETag = "\"3\"";
            context.Response.Headers.Location = "/api/somewhere";
            return context.Response.WriteAsync("{\"id\":1}");
        });
        await using var gateway = GatewayHost.Start(store, [Destination(name, 0, service.Address)]);
        using var client = await gateway.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{name}/v1/things/%E4%B8%80?a=1&b=%2F")
        {
            Content = new StringContent("{\"text\":\"一\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "key-1");
        request.Headers.Add("If-Match", "\"2\"");
        request.Headers.Add("Accept-Language", "en");
        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"3\"");
        response.Headers.Location!.ToString().ShouldBe("/api/somewhere");
        (await response.Content.ReadAsStringAsync()).ShouldBe("{\"id\":1}");
        var received = service.Requests.ShouldHaveSingleItem();
        received.Path.ShouldBe($"/api/{name}/v1/things/%E4%B8%80?a=1&b=%2F");
        received.Body.ShouldBe("{\"text\":\"一\"}");
        received.Headers["Idempotency-Key"].ShouldBe("key-1");
        received.Headers["If-Match"].ShouldBe("\"2\"");
        received.Headers["Accept-Language"].ShouldBe("en");
        received.Headers["Authorization"].ShouldStartWith("Bearer ");
    }

    [Fact]
    public async Task Forwarded_headers_are_what_the_gateway_saw_and_not_what_the_caller_says()
    {
        await using var service = await FakeService.StartAsync();
        await using var gateway = GatewayHost.Start(store, [Destination("intake", 0, service.Address)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/intake/v1/items");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Forwarded", "for=203.0.113.9");
        using var response = await gateway.Http.SendAsync(request);

        var headers = service.Requests.ShouldHaveSingleItem().Headers;
        IPAddress.IsLoopback(IPAddress.Parse(headers["X-Forwarded-For"])).ShouldBeTrue(headers["X-Forwarded-For"]);
        headers["X-Forwarded-Proto"].ShouldBe("http");
        headers["X-Forwarded-Host"].ShouldBe($"{gateway.Address.Host}:{gateway.Address.Port}");
        headers.ContainsKey("Forwarded").ShouldBeFalse();
    }

    [Fact]
    public async Task Trace_of_the_caller_goes_on_in_the_service()
    {
        await using var service = await FakeService.StartAsync();
        await using var gateway = GatewayHost.Start(store, [Destination("intake", 0, service.Address)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/intake/v1/items");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var response = await gateway.Http.SendAsync(request);
        var parent = service.Requests.ShouldHaveSingleItem().Headers["traceparent"].Split('-');
        parent[1].ShouldBe("0af7651916cd43dd8448eb211c80319c");
        parent[2].ShouldNotBe("b7ad6b7169203331", StringComparer.Ordinal);
    }

    [Theory]
    // What services keep for the inside has no way in, however it is written.
    [InlineData("/internal/quiet")]
    [InlineData("/api/intake/../../internal/quiet")]
    [InlineData("/api/intake/%2e%2e/%2e%2e/internal/quiet")]
    [InlineData("/api/unknown/v1/things")]
    [InlineData("/intake/v1/things")]
    [InlineData("/health/startup")]
    public async Task Nothing_else_is_routed(string path)
    {
        await using var service = await FakeService.StartAsync();
        await using var gateway = GatewayHost.Start(store, [Destination("intake", 0, service.Address)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, path));
        using var response = await gateway.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await response.ProblemCodeAsync();
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_copies_share_the_work_and_a_dead_one_is_skipped()
    {
        await using var first = await FakeService.StartAsync();
        await using var second = await FakeService.StartAsync();
        var dead = await FakeService.NowhereAsync();
        await using var gateway = GatewayHost.Start(
            store,
            [Destination("deadlines", 0, first.Address), Destination("deadlines", 1, dead), Destination("deadlines", 2, second.Address)]);
        using var client = await gateway.SignedInAsync();
        for (var i = 0; i < 60; i++)
        {
            using var response = await client.GetAsync(new Uri("/api/deadlines/v1/lights", UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        first.Requests.Count.ShouldBeGreaterThan(5);
        second.Requests.Count.ShouldBeGreaterThan(5);
        (first.Requests.Count + second.Requests.Count).ShouldBe(60);

        // Found dead by the reads: writes are not lost on it any more.
        for (var i = 0; i < 10; i++)
        {
            using var response = await client.PostOnceAsync("/api/deadlines/v1/things", new { });
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Copy_that_is_not_ready_gets_no_request()
    {
        await using var ready = await FakeService.StartAsync();
        await using var starting = await FakeService.StartAsync();
        starting.Ready = false;
        await using var gateway = GatewayHost.Start(
            store,
            [
                Destination("intake", 0, ready.Address), Destination("intake", 1, starting.Address),
                new("Limits:HealthInterval", "00:00:00.1"),
            ]);
        await TestKit.Eventually.AsyncUntil(async () =>
        {
            starting.Requests.Clear();
            for (var i = 0; i < 20; i++)
            {
                using var response = await gateway.Http.GetAsync(new Uri("/api/intake/v1/items", UriKind.Relative));
            }
            return starting.Requests.IsEmpty;
        });

        starting.Ready = true;
        await TestKit.Eventually.AsyncUntil(async () =>
        {
            using var response = await gateway.Http.GetAsync(new Uri("/api/intake/v1/items", UriKind.Relative));
            return !starting.Requests.IsEmpty;
        });
    }

    [Fact]
    public async Task Write_is_never_sent_twice()
    {
        var dead = await FakeService.NowhereAsync();
        await using var gateway = GatewayHost.Start(store, [Destination("intake", 0, dead), Destination("intake", 1, dead)]);
        using var response = await gateway.Http.PostOnceAsync("/api/intake/v1/things", new { });
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        gateway.Log.All.Count(line => line.Contains("was not forwarded", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("HEAD")]
    public async Task Dead_service_is_answered_with_a_problem(string method)
    {
        await using var gateway = GatewayHost.Start(store, [Destination("intake", 0, await FakeService.NowhereAsync())]);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/intake/v1/things");
        using var response = await gateway.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        if (method != "HEAD")
        {
            (await response.ProblemCodeAsync()).ShouldBe("service-unreachable");
        }
    }

    [Fact]
    public async Task Service_without_an_address_is_answered_with_a_problem()
    {
        await using var gateway = GatewayHost.Start(store);
        using var response = await gateway.Http.GetAsync(new Uri("/api/appraisal/v1/ledger", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.ProblemCodeAsync()).ShouldBe("service-unreachable");
    }

    [Fact]
    public async Task Silent_service_is_answered_with_504()
    {
        await using var service = await FakeService.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var gateway = GatewayHost.Start(
            store, [Destination("intake", 0, service.Address), new("Limits:Silence", "00:00:00.300")]);
        using var response = await gateway.Http.GetAsync(new Uri("/api/intake/v1/items", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await response.ProblemCodeAsync()).ShouldBe("service-timed-out");
    }

    [Fact]
    public async Task Answer_of_a_service_is_not_touched_even_when_it_is_an_error()
    {
        await using var service = await FakeService.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("as it is");
        });
        await using var gateway = GatewayHost.Start(store, [Destination("intake", 0, service.Address)]);
        using var response = await gateway.Http.GetAsync(new Uri("/api/intake/v1/items", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldBe("as it is");
        service.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, 20_000)]
    [InlineData(false, 20_000)]
    // More than fits between the two: the sender must still read why.
    [InlineData(true, 3_000_000)]
    public async Task Body_too_large_is_refused_whether_it_says_its_size_or_not(bool says, int size)
    {
        await using var service = await FakeService.StartAsync();
        await using var gateway = GatewayHost.Start(
            store, [Destination("intake", 0, service.Address), new("Limits:RequestBodyBytes", size < 1_000_000 ? "4096" : "1048576")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/intake/v1/things")
        {
            Content = new StreamContent(new MemoryStream(new byte[size])),
        };
        request.Headers.TransferEncodingChunked = !says;
        using var response = await gateway.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.ProblemCodeAsync()).ShouldBe("body-too-large");
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Headers_too_large_are_refused()
    {
        await using var gateway = GatewayHost.Start(store);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/intake/v1/items");
        request.Headers.Add("X-Long", new string('a', 20_000));
        using var response = await gateway.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(431);
    }

    private static KeyValuePair<string, string> Destination(string service, int index, Uri address) =>
        new($"services:{service}:http:{index}", address.AbsoluteUri);
}
