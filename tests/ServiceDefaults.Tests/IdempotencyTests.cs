using System.Net;
using Efficiency.ServiceDefaults.Tests.Probe;
using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class IdempotencyTests(ProbeService probe) : IClassFixture<ProbeService>
{
    [Fact]
    public async Task The_same_key_and_body_answer_the_same_and_act_once()
    {
        using var client = probe.Client(Roles.Handler);

        var first = await client.PostAsync("things", ProbeClient.Thing("once"), "key-once");
        var second = await client.PostAsync("things", ProbeClient.Thing("once"), "key-once");

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        second.Headers.Location.ShouldBe(first.Headers.Location.ShouldNotBeNull());
        second.Headers.ETag.ShouldBe(first.Headers.ETag.ShouldNotBeNull());
        second.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await CountAsync("once")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_address_is_422()
    {
        using var client = probe.Client(Roles.Handler);
        await client.PostAsync("things", ProbeClient.Thing("one"), "key-other");

        var otherBody = await client.PostAsync("things", ProbeClient.Thing("two"), "key-other");
        var otherAddress = await client.PostAsync("public-things", ProbeClient.Thing("one"), "key-other");

        (await otherBody.ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code.ShouldBe("idempotency-key-reused");
        (await otherAddress.ProblemAsync(HttpStatusCode.UnprocessableEntity)).Code.ShouldBe("idempotency-key-reused");
        (await CountAsync("two")).ShouldBe(0);
    }

    [Fact]
    public async Task Callers_do_not_share_keys()
    {
        using var one = probe.ClientWith(probe.Issuer.Token([Roles.Handler], subject: "one"));
        using var two = probe.ClientWith(probe.Issuer.Token([Roles.Handler], subject: "two"));

        var first = await one.PostAsync("things", ProbeClient.Thing("of one"), "key-shared");
        var second = await two.PostAsync("things", ProbeClient.Thing("of two"), "key-shared");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldContain("of two");
    }

    [Fact]
    public async Task A_request_in_flight_is_409_in_this_and_in_another_process()
    {
        await using var other = probe.Build("serve");
        await other.StartAsync();
        using var client = probe.Client(Roles.Handler);
        using var elsewhere = other.Client();
        elsewhere.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;

        var running = client.PostAsync("slow", "{}", "key-slow");
        await Eventually.AsyncUntil(() => probe.InDatabaseAsync(db => db.Database
            .SqlQuery<bool>($"select exists(select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and objsubid = 1) as \"Value\"")
            .SingleAsync()));
        var here = await client.PostAsync("slow", "{}", "key-slow");
        var there = await elsewhere.PostAsync("slow", "{}", "key-slow");
        ProbeEndpoints.Gate.Release();

        (await here.ProblemAsync(HttpStatusCode.Conflict)).Code.ShouldBe("idempotency-key-in-flight");
        (await there.ProblemAsync(HttpStatusCode.Conflict)).Code.ShouldBe("idempotency-key-in-flight");
        here.Headers.RetryAfter.ShouldNotBeNull();
        (await running).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PostAsync("slow", "{}", "key-slow")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CountAsync("slow")).ShouldBe(1);
        await other.StopAsync();
    }

    [Fact]
    public async Task Many_at_once_with_one_key_act_once()
    {
        using var client = probe.Client(Roles.Handler);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => client.PostAsync("things", ProbeClient.Thing("crowd"), "key-crowd")));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBeGreaterThanOrEqualTo(1);
        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.Created || response.StatusCode == HttpStatusCode.Conflict);
        (await CountAsync("crowd")).ShouldBe(1);
    }

    [Theory]
    [InlineData("refused", HttpStatusCode.Conflict)] // a rule says no after the feature has saved
    [InlineData("broken", HttpStatusCode.InternalServerError)] // it fails after it has saved
    public async Task A_refusal_leaves_nothing_behind_and_frees_the_key(string address, HttpStatusCode status)
    {
        using var client = probe.Client(Roles.Handler);
        var rows = await AllRowsAsync();

        (await client.PostAsync(address, "{}", "key-" + address)).StatusCode.ShouldBe(status);

        (await AllRowsAsync()).ShouldBe(rows);
        (await client.PostAsync("things", ProbeClient.Thing("after " + address), "key-" + address)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Bad_bodies_wrong_roles_and_bad_tokens_leave_nothing_behind()
    {
        using var handler = probe.Client(Roles.Handler);
        using var auditor = probe.Client(Roles.Auditor);
        using var nobody = probe.Client();
        using var stranger = probe.ClientWith("not.a.token");
        var rows = await AllRowsAsync();

        (await handler.PostAsync("things", "{")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await handler.PostAsync("things", "{}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await auditor.PostAsync("things", ProbeClient.Thing("x"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.PostAsync("things", ProbeClient.Thing("x"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.PostAsync("things", ProbeClient.Thing("x"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await AllRowsAsync()).ShouldBe(rows);
    }

    [Fact]
    public async Task Whoever_comes_second_with_a_business_key_is_refused()
    {
        using var client = probe.Client(Roles.Handler);
        await client.PostAsync("things", ProbeClient.Thing("unique"));

        var second = await client.PostAsync("things", ProbeClient.Thing("unique"));

        (await second.ProblemAsync(HttpStatusCode.Conflict)).Code.ShouldBe("already-recorded");
    }

    // key → code; null sends no header
    [Theory]
    [InlineData(null, "idempotency-key-missing")]
    [InlineData("", "idempotency-key-missing")]
    [InlineData("two words", "idempotency-key-invalid")]
    [InlineData("129", "idempotency-key-invalid")] // stands for 129 characters
    public async Task The_key_is_required_and_plain(string? key, string code)
    {
        using var client = probe.Client(Roles.Handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, ProbeClient.Root + "things")
        {
            Content = new StringContent(ProbeClient.Thing("keyless"), System.Text.Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "129" ? new string('k', 129) : key);
        }

        (await (await client.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest)).Code.ShouldBe(code);
        (await CountAsync("keyless")).ShouldBe(0);
    }

    [Fact]
    public async Task The_stored_answer_is_not_readable_in_the_database()
    {
        using var client = probe.Client(Roles.Handler);
        await client.PostAsync("things", ProbeClient.Thing("hidden-name"), "key-hidden");

        var stored = await probe.InDatabaseAsync(db => db.Idempotency.SingleAsync(row => row.Key == "key-hidden"));

        System.Text.Encoding.UTF8.GetString(stored.Response!).ShouldNotContain("hidden-name");
    }

    [Fact]
    public async Task Keys_older_than_seven_days_are_forgotten()
    {
        using var client = probe.Client(Roles.Handler);
        await client.PostAsync("things", ProbeClient.Thing("old"), "key-old");
        await client.PostAsync("things", ProbeClient.Thing("young"), "key-young");
        await probe.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"update idempotency set created_at = now() - interval '8 days' where key = 'key-old'"));

        var cleaning = probe.App.Services.GetServices<IHostedService>().OfType<IdempotencyCleaning>().Single();
        (await cleaning.CleanAsync(CancellationToken.None)).ShouldBe(1);

        (await probe.InDatabaseAsync(db => db.Idempotency.CountAsync(row => row.Key == "key-old"))).ShouldBe(0);
        (await probe.InDatabaseAsync(db => db.Idempotency.CountAsync(row => row.Key == "key-young"))).ShouldBe(1);
    }

    private Task<int> CountAsync(string name) => probe.InDatabaseAsync(db => db.Things.CountAsync(row => row.Name == name));

    private Task<string> AllRowsAsync() => probe.InDatabaseAsync(db => db.Database.SqlQuery<string>(
        $"""
        select concat_ws(' ', (select count(*) from things), (select count(*) from idempotency), (select count(*) from outbox),
          (select count(*) from feed where name <> 'audit.sealed'),
          (select count(*) from audit where action like 'probe.%')) as "Value"
        """).SingleAsync());
}
