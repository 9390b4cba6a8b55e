using System.Net;
using System.Text.Json;
using Efficiency.ServiceDefaults.Directory;
using Efficiency.ServiceDefaults.Tests.Probe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class TokenTests(ProbeService probe) : IClassFixture<ProbeService>
{
    private const string Protected = ProbeClient.Root + "only/auditor";

    public static TheoryData<string, HttpStatusCode> Tokens => new()
    {
        { "good", HttpStatusCode.NoContent },
        { "none", HttpStatusCode.Unauthorized },
        { "no token at all", HttpStatusCode.Unauthorized },
        { "wrong issuer", HttpStatusCode.Unauthorized },
        { "wrong audience", HttpStatusCode.Unauthorized },
        { "expired", HttpStatusCode.Unauthorized },
        { "foreign key", HttpStatusCode.Unauthorized },
        { "changed", HttpStatusCode.Unauthorized },
        { "no role", HttpStatusCode.Forbidden },
        { "another role", HttpStatusCode.Forbidden },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Only_a_good_token_with_the_role_opens_a_route(string kind, HttpStatusCode status)
    {
        string[] roles = [Roles.Auditor];
        var good = probe.Issuer.Token(roles);
        using var client = probe.ClientWith(kind switch
        {
            "good" => good,
            "none" => null,
            "no token at all" => "abc",
            "wrong issuer" => probe.Issuer.Token(roles, issuer: "http://elsewhere.example/"),
            "wrong audience" => probe.Issuer.Token(roles, audience: "another-api"),
            "expired" => probe.Issuer.Token(roles, validFor: TimeSpan.FromMinutes(-1)),
            "foreign key" => probe.Issuer.Token(roles, foreignKey: true),
            "changed" => good[..^8] + "AAAAAAAA",
            "no role" => probe.Issuer.Token([]),
            "another role" => probe.Issuer.Token([Roles.Handler]),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        });

        var response = await client.GetAsync(Protected);

        if (status == HttpStatusCode.NoContent)
        {
            response.StatusCode.ShouldBe(status);
        }
        else
        {
            var problem = await response.ProblemAsync(status);
            problem.Code.ShouldBe(status == HttpStatusCode.Forbidden ? "not-allowed" : "not-authenticated");
        }
    }

    [Fact]
    public async Task Each_role_opens_its_own_routes_and_no_other()
    {
        foreach (var role in Roles.All)
        {
            using var client = probe.Client(role);
            foreach (var route in Roles.All)
            {
                (await client.GetAsync($"{ProbeClient.Root}only/{route}")).StatusCode
                    .ShouldBe(route == role ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, $"{role} on {route}");
            }
        }
    }

    [Fact]
    public async Task The_caller_is_who_the_token_says_and_acts_in_the_audit()
    {
        var (unit, staff) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var member = await MeAsync(probe.Issuer.Token([Roles.Handler], [unit], staff));
        var system = await MeAsync(probe.Issuer.Token([Roles.DepartmentSystem], [unit], subject: "system-7"));
        var administrator = await MeAsync(probe.Issuer.Token([Roles.Administrator]));
        var nobody = await MeAsync(null);

        member.GetProperty("staffId").GetGuid().ShouldBe(staff);
        member.GetProperty("unitIds")[0].GetGuid().ShouldBe(unit);
        member.GetProperty("actor").GetString().ShouldBe("staff");
        member.GetProperty("actorId").GetString().ShouldBe(staff.ToString());
        system.GetProperty("actor").GetString().ShouldBe("client");
        system.GetProperty("actorId").GetString().ShouldBe("system-7");
        system.GetProperty("reachesWholeCity").GetBoolean().ShouldBeFalse();
        administrator.GetProperty("reachesWholeCity").GetBoolean().ShouldBeTrue();
        nobody.GetProperty("actor").GetString().ShouldBe("anonymous");
    }

    [Fact]
    public async Task The_scope_is_the_subtree_of_the_callers_units()
    {
        var (city, department, section, other) =
            (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await probe.InDatabaseAsync(async db =>
        {
            db.AddRange(Units.Of(city, null), Units.Of(department, city), Units.Of(section, department), Units.Of(other, city));
            await db.SaveChangesAsync();
        });

        // units of the token, roles, unit asked for → reached
        (Guid[] Units, string Role, Guid Asked, bool Reached)[] cases =
        [
            ([department], Roles.Handler, department, true),
            ([department], Roles.Handler, section, true), // below
            ([department], Roles.Handler, city, false), // above
            ([department], Roles.Handler, other, false), // beside
            ([other, section], Roles.Handler, section, true), // one of several
            ([city], Roles.Auditor, section, true), // two levels below
            ([], Roles.Handler, section, false), // no unit is no scope
            ([], Roles.Administrator, section, true), // no unit is the whole city for these three
            ([], Roles.Auditor, section, true),
            ([], Roles.Ops, section, true),
            ([other], Roles.Administrator, section, false), // but a unit is a limit
            ([department], Roles.Handler, Guid.CreateVersion7(), false), // not heard of
        ];
        foreach (var (units, role, asked, reached) in cases)
        {
            var caller = new Caller();
            caller.Read(Units.Principal(role, units));
            (await probe.InDatabaseAsync(db => caller.ReachesAsync(db, asked))).ShouldBe(reached, $"{role} {asked}");
        }

        (await probe.InDatabaseAsync(db => Task.FromResult(UnitTree.Below(db, [department]).ToHashSet())))
            .ShouldBe([department, section], ignoreOrder: true);
    }

    [Fact]
    public async Task A_service_starts_without_the_issuer_and_says_503_until_it_is_there()
    {
        await using var app = probe.Build("serve", settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["services:gateway:http:0"] = "http://127.0.0.1:1/",
        });
        await app.StartAsync();
        using var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", probe.Issuer.Token([Roles.Auditor]));

        (await (await client.GetAsync(Protected)).ProblemAsync(HttpStatusCode.ServiceUnavailable)).Code.ShouldBe("unavailable");
        using var nobody = app.Client();
        (await nobody.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.StopAsync();
    }

    [Fact]
    public async Task An_endpoint_that_states_no_rule_refuses_to_start()
    {
        await using var app = probe.Build("serve", web => web.MapService("probe").MapGet("/open", () => Results.Ok()));

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => app.StartAsync());

        refused.Message.ShouldContain("/api/probe/v1/open");
        Should.Throw<ArgumentException>(() => probe.App.MapGet("/never", () => Results.Ok()).Allow("clerk"));
    }

    private async Task<JsonElement> MeAsync(string? token)
    {
        using var client = probe.ClientWith(token);
        return await (await client.GetAsync(ProbeClient.Root + "me")).BodyAsync<JsonElement>();
    }
}
