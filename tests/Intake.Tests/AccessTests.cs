using System.Net;
using System.Text.Json;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Tests;

/// <summary>Who may do what, and where: role by route, and the unit beside it.</summary>
[Collection(IntakeCollection.Name)]
public sealed class AccessTests(IntakeService intake)
{
    private const string Id = "018f0000-0000-7000-8000-000000000000";

    private static readonly string[] Registrars = [Roles.FrontDesk, Roles.Handler, Roles.DepartmentSystem];
    private static readonly string[] Clerks = [Roles.FrontDesk, Roles.Handler, Roles.SectionHead];
    private static readonly string[] Deciders = [Roles.Handler, Roles.SectionHead];
    private static readonly string[] Authors = [Roles.Handler, Roles.SectionHead, Roles.Leader, Roles.GeneralOffice];

    private static readonly string[] Readers =
    [
        Roles.FrontDesk, Roles.Handler, Roles.SectionHead, Roles.Leader, Roles.OrganHead, Roles.GeneralOffice,
        Roles.EfficiencyOffice, Roles.SuperiorEfficiencyOffice, Roles.Inspector, Roles.Supervisor, Roles.DepartmentSystem,
        Roles.Auditor,
    ];

    public static TheoryData<string, string, string[]> Routes => new()
    {
        { "POST", "/items", Authors },
        { "POST", $"/items/{Id}/versions", Authors },
        { "POST", $"/items/{Id}/submission", Authors },
        // OG-14: publication is for whoever answers for the unit.
        { "POST", $"/items/{Id}/publication", [Roles.SectionHead, Roles.Leader] },
        { "GET", "/items", [.. Readers, Roles.Administrator, Roles.DisclosureReviewer] },
        { "GET", $"/items/{Id}", [.. Readers, Roles.Administrator, Roles.DisclosureReviewer] },
        { "POST", "/contacts", Registrars },
        { "POST", $"/contacts/{Id}/answer", Clerks },
        { "GET", "/contacts", Readers },
        { "GET", $"/contacts/{Id}", Readers },
        { "POST", "/cases", Registrars },
        { "POST", $"/cases/{Id}/one-time-notices", Clerks },
        { "POST", $"/cases/{Id}/supplements", Clerks },
        { "POST", $"/cases/{Id}/acceptance", Clerks },
        { "POST", $"/cases/{Id}/pauses", Deciders },
        { "POST", $"/cases/{Id}/resumption", Deciders },
        { "POST", $"/cases/{Id}/completion", Clerks },
        // Citizens' matters are none of operators and administrators.
        { "GET", "/cases", Readers },
        { "GET", $"/cases/{Id}", Readers },
        { "GET", $"/cases/{Id}/timeline", Readers },
        { "GET", "/progress/R20260924-000001-0", [.. Roles.All] },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_opens_to_its_roles_and_to_no_other(string method, string path, string[] allowed)
    {
        var unit = Guid.CreateVersion7();
        foreach (var role in Roles.All)
        {
            var status = await StatusAsync(intake.Service.ClientAs(role, [unit], Guid.CreateVersion7()), method, path);
            (status is not HttpStatusCode.Forbidden).ShouldBe(allowed.Contains(role, StringComparer.Ordinal), $"{role}: {status}");
            status.ShouldNotBe(HttpStatusCode.InternalServerError);
        }
        if (!path.StartsWith("/progress/", StringComparison.Ordinal))
        {
            (await StatusAsync(intake.Service.ClientWith(null), method, path)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Other_departments_matters_do_not_exist_for_a_clerk()
    {
        var (organ, other) = (await intake.OrganAsync(), await intake.OrganAsync());
        var itemId = await organ.ItemAsync();
        var (contact, subject) = (await organ.ContactAsync(), await organ.CaseAsync(itemId, "a", "b", "c"));
        var stranger = other.Clerk;

        await stranger.FetchAsync($"/cases/{subject.Id()}", 404);
        await stranger.FetchAsync($"/cases/{subject.Id()}/timeline", 404);
        await stranger.FetchAsync($"/contacts/{contact.Id()}", 404);
        await (await stranger.PostToAsync($"/cases/{subject.Id()}/acceptance", null, 1)).ReadAsync(404);
        await (await stranger.PostToAsync($"/contacts/{contact.Id()}/answer", new { outcome = "answered", answer = "x" }, 1)).ReadAsync(404);
        await (await stranger.PostToAsync("/cases", organ.Registration(itemId, null, "a"))).ReadAsync(403);
        await (await stranger.PostToAsync("/contacts", organ.Call())).ReadAsync(403);
        await (await stranger.PostToAsync("/items", organ.Draft())).ReadAsync(403);
        await stranger.FetchAsync($"/cases?unitId={organ.SectionId}", 403);
        await stranger.FetchAsync($"/contacts?unitId={organ.SectionId}", 403);
        (await stranger.FetchAsync("/cases")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await stranger.FetchAsync("/contacts")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Draft_is_seen_by_its_own_unit_and_the_public_version_by_all()
    {
        var (organ, other) = (await intake.OrganAsync(), await intake.OrganAsync());
        var draft = await (await organ.Clerk.PostToAsync("/items", organ.Draft())).ReadAsync(201);
        await other.Clerk.FetchAsync($"/items/{draft.Id()}", 404);
        await other.Clerk.FetchAsync($"/items?status=draft&unitId={organ.DepartmentId}", 403);
        (await organ.Clerk.FetchAsync("/items?status=draft")).Texts("items", "id").ShouldBe([draft.Id().ToString()]);

        var itemId = await organ.ItemAsync();
        var item = await organ.Clerk.FetchAsync($"/items/{itemId}");
        await (await organ.Clerk.PostToAsync($"/items/{itemId}/versions", new { name = "未公开的新版" }, item.Version())).ReadAsync(201);
        (await other.Clerk.FetchAsync($"/items/{itemId}")).Texts("versions", "name").ShouldBe(["测试事项"]);
        (await organ.Clerk.FetchAsync($"/items/{itemId}")).Texts("versions", "name").ShouldBe(["未公开的新版", "测试事项"]);
        (await other.Clerk.FetchAsync($"/items?unitId={organ.DepartmentId}")).Texts("items", "id").ShouldBe([itemId.ToString()]);
    }

    [Fact]
    public async Task Section_does_not_reach_up()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var section = intake.Service.ClientAs(Roles.Handler, [organ.SectionId], Guid.CreateVersion7());
        // The item is the department's, the case its own section's.
        await (await section.PostToAsync("/cases", organ.Registration(itemId, null, "a"))).ReadAsync(201);
        await (await section.PostToAsync("/items", organ.Draft())).ReadAsync(403);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path)
    {
        var response = method is "POST"
            ? await client.PostToAsync(path, JsonSerializer.Deserialize<JsonElement>("{}"), 1)
            : await client.GetAsync(path, searchPhone: null);
        return response.StatusCode;
    }
}
