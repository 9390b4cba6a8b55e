namespace Efficiency.Demo;

/// <summary>The people and posts of the story, as the suite knows them after <see cref="CityBuilder"/> has registered them.</summary>
internal sealed record City
{
    public required Guid Department { get; init; }
    public required Guid Section { get; init; }
    public required Guid HandlerPost { get; init; }
    public required Guid HandlerA { get; init; }
    public required Guid HandlerB { get; init; }
    public required Guid SectionHead { get; init; }
    public required Guid Leader { get; init; }
    public required SuiteClient FrontDesk { get; init; }
    public required SuiteClient SectionHeadClient { get; init; }
    public required SuiteClient LeaderClient { get; init; }
    public required SuiteClient EfficiencyOffice { get; init; }
}

/// <summary>Registers a city with one department, from an empty suite, as an administrator does.</summary>
internal sealed class CityBuilder(HttpClient http, SuiteClient administrator, Narrator narrator)
{
    public const string InForceFrom = "2026-09-22";

    public async Task<City> BuildAsync()
    {
        await administrator.PostAsync("/api/deadlines/v1/calendars", new { region = "CN", source = "default" });
        narrator.Say("The State Council's working calendar 2007-2026 is loaded.");

        var city = await UnitAsync(null, "city", "SLS", "示例市");
        var department = await UnitAsync(city, "department", "SLS-XZSP", "示例市行政审批局");
        var section = await UnitAsync(department, "section", "SLS-XZSP-ZHCK", "综合窗口科");
        await administrator.PostAsync("/api/deadlines/v1/office-hours", new
        {
            unitId = department,
            validFrom = "2026-01-01",
            periods = new[] { new { opens = "08:30", closes = "12:00" }, new { opens = "14:00", closes = "17:30" } },
        });
        narrator.Say("示例市行政审批局 with its section 综合窗口科 is open 08:30-12:00 and 14:00-17:30.");

        var handlerA = await StaffAsync(section, "陈静", "科员", "8568581");
        var handlerB = await StaffAsync(section, "刘洋", "科员", "8568582");
        var head = await StaffAsync(section, "王敏", "科长", "8568583");
        var leader = await StaffAsync(department, "李国强", "副局长", "8568584");
        var handlerPost = await PostAsync(section, "ZHCK-01", "综合受理岗", "handler");
        var headPost = await PostAsync(section, "ZHCK-00", "综合窗口科科长", "section-head");
        var leaderPost = await PostAsync(department, "XZSP-02", "分管副局长", "leader");
        await AssignAsync(handlerPost, handlerA, "A");
        await AssignAsync(handlerPost, handlerB, "B");
        await AssignAsync(headPost, head, "A");
        await AssignAsync(leaderPost, leader, "A");
        narrator.Say("Post 综合受理岗: A is 陈静, B is 刘洋; head of section 王敏; leader in charge 李国强.");

        await RegulateAsync(department, leader);
        return new City
        {
            Department = department,
            Section = section,
            HandlerPost = handlerPost,
            HandlerA = handlerA,
            HandlerB = handlerB,
            SectionHead = head,
            Leader = leader,
            FrontDesk = await ClientAsync("综合窗口 陈静", ["front-desk", "handler"], section, handlerA),
            SectionHeadClient = await ClientAsync("综合窗口科 王敏", ["section-head", "handler"], section, head),
            LeaderClient = await ClientAsync("分管领导 李国强", ["leader"], department, leader),
            EfficiencyOffice = await ClientAsync("效能办", ["efficiency-office"], city, null),
        };
    }

    /// <summary>The department adopts the profile <c>example-city</c>; a second person approves it.</summary>
    private async Task RegulateAsync(Guid department, Guid leader)
    {
        var draft = await administrator.PostAsync("/api/accountability/v1/regulations", new
        {
            unitId = department,
            documentTitle = "示例市行政审批局机关效能建设制度",
            documentNumber = "示审批发〔2026〕12号",
            adoptedBy = "示例市行政审批局党组",
            inForceFrom = InForceFrom,
            profile = "example-city",
        });
        var organHead = await ClientAsync("局长", ["organ-head"], department, leader);
        await organHead.ChangeAsync($"/api/accountability/v1/regulations/{draft.Id}", "approval", new { });
        narrator.Say($"Its regulations (profile example-city) are approved by a second person, in force from {InForceFrom}.");
    }

    private async Task<Guid> UnitAsync(Guid? parent, string kind, string code, string name) =>
        (await administrator.PostAsync("/api/accountability/v1/units",
            new { parentId = parent, kind, code, name, validFrom = "2020-01-01" })).Id;

    private async Task<Guid> StaffAsync(Guid unit, string name, string title, string phone) =>
        (await administrator.PostAsync("/api/accountability/v1/staff", new { unitId = unit, name, title, officePhone = phone })).Id;

    private async Task<Guid> PostAsync(Guid unit, string code, string name, string kind) =>
        (await administrator.PostAsync("/api/accountability/v1/posts", new { unitId = unit, code, name, kind })).Id;

    private Task<Answer> AssignAsync(Guid post, Guid staff, string seat) =>
        administrator.PostAsync($"/api/accountability/v1/posts/{post}/assignments",
            new { staffId = staff, seat, from = "2026-01-01T00:00:00+08:00" });

    private async Task<SuiteClient> ClientAsync(string name, string[] roles, Guid unit, Guid? staff)
    {
        var client = await administrator.PostAsync("/api/identity/v1/clients", new { name, roles, unitIds = new[] { unit }, staffId = staff });
        return new SuiteClient(http, client.Text("clientId"), client.Text("clientSecret"));
    }
}
