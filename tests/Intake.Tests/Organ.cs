using System.Text.Json;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Tests;

/// <summary>A department with a section, a post and people, and what its people do most often.</summary>
internal sealed class Organ(IntakeService intake)
{
    private static int _items;

    public Guid DepartmentId { get; } = Guid.CreateVersion7();

    public Guid SectionId { get; } = Guid.CreateVersion7();

    public Guid PostId { get; } = Guid.CreateVersion7();

    public Guid ClerkId { get; } = Guid.CreateVersion7();

    public HttpClient FrontDesk => As(Roles.FrontDesk, Guid.CreateVersion7());

    public HttpClient Clerk => As(Roles.Handler, ClerkId);

    public HttpClient Leader => As(Roles.Leader, Guid.CreateVersion7());

    public HttpClient As(string role, Guid? staffId = null) => intake.Service.ClientAs(role, [DepartmentId], staffId);

    /// <summary>A public item; by default a service with the materials a, b, c and a promise of 5 working days.</summary>
    public async Task<Guid> ItemAsync(string kind = "management-service", params string[] materials)
    {
        var item = await (await Clerk.PostToAsync("/items", Draft(kind, materials))).ReadAsync(201);
        var path = $"/items/{item.Id()}";
        item = await (await Clerk.PostToAsync($"{path}/submission", null, item.Version())).ReadAsync(200);
        item = await (await Leader.PostToAsync($"{path}/publication", null, item.Version())).ReadAsync(200);
        return item.Id();
    }

    public object Draft(string kind = "management-service", params string[] materials) => new
    {
        unitId = DepartmentId,
        code = $"item-{Interlocked.Increment(ref _items)}",
        kind,
        name = "测试事项",
        basis = "某条例第一条",
        conditions = "在本市经营",
        procedure = "申请、审查、办结",
        materials = (materials.Length == 0 ? ["a", "b", "c"] : materials)
            .Select(code => new { code, name = $"材料{code}", form = "paper", copies = 1, presentedAs = "original" }),
        limits = new[] { new { kind = "promised", amount = 5, unit = "working-days" } },
    };

    public object Registration(Guid itemId, Guid? contactId = null, params string[] materials) => new
    {
        contactId,
        itemId,
        postId = PostId,
        applicant = new { name = "王小明", phone = "13900001111", identityNumber = "110101199003070011" },
        materials,
    };

    public async Task<JsonElement> CaseAsync(Guid itemId, params string[] materials) =>
        await (await Clerk.PostToAsync("/cases", Registration(itemId, null, materials))).ReadAsync(201);

    /// <summary>A case with all of a, b, c whose clock runs.</summary>
    public async Task<JsonElement> AcceptedAsync(Guid itemId)
    {
        var subject = await CaseAsync(itemId, "a", "b", "c");
        return await ActAsync(subject, "acceptance");
    }

    public async Task<JsonElement> ActAsync(JsonElement subject, string act, object? body = null, int status = 200) =>
        await (await Clerk.PostToAsync($"/cases/{subject.Id()}/{act}", body, subject.Version())).ReadAsync(status);

    public async Task<JsonElement> ContactAsync(string kind = "application") =>
        await (await Clerk.PostToAsync("/contacts", Call(kind))).ReadAsync(201);

    public object Call(string kind = "application") => new
    {
        unitId = SectionId,
        channel = "phone",
        kind,
        name = "李来电",
        phone = "137-0000-2222",
        content = "想问开办手续",
    };
}
