using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Efficiency.Demo;

/// <summary>
/// The main job of the suite, through the gateway only: a citizen's call in September 2026 becomes a case, what is missing is told
/// once, the limit runs over Mid-Autumn and National Day, is missed while the handler is on leave, and everybody can see why.
/// </summary>
internal sealed class MainCase(HttpClient http, SuiteClient administrator, Narrator narrator)
{
    private const string Cases = "/api/intake/v1/cases";

    private City? _city;

    public City City => _city ?? throw new InvalidOperationException("The city is not built yet.");

    public Guid ItemId { get; private set; }

    public Guid CaseId { get; private set; }

    public string ReceiptNumber { get; private set; } = "";

    public async Task TellAsync()
    {
        await PrepareAsync();
        await PublishItemAsync();
        await RegisterAsync();
        await AcceptAsync();
        await MissTheLimitAsync();
        await CompleteLateAsync();
        await AskForProgressAsync();
        narrator.Say("\n   The end. The suite goes on running; look around with the clients that were made.");
    }

    public async Task PrepareAsync()
    {
        narrator.Step("An administrator prepares an empty suite");
        await MoveClockAsync("2026-09-21T09:00:00+08:00");
        _city = await new CityBuilder(http, administrator, narrator).BuildAsync();
        await MoveClockAsync("2026-09-22T09:00:00+08:00");
    }

    public async Task PublishItemAsync()
    {
        narrator.Step("A service item with its materials and a promise of 5 working days is published");
        ItemId = await PublishAsync("XK-0001", "management-service");
    }

    /// <summary>Drafts an item, submits it and lets a second person publish it.</summary>
    public async Task<Guid> PublishAsync(string code, string kind)
    {
        var draft = await City.SectionHeadClient.PostAsync("/api/intake/v1/items", new
        {
            unitId = City.Section,
            code,
            name = "户外招牌设置备案",
            kind,
            materials = new[]
            {
                new { code = "application", name = "备案申请表", copies = 1, presentedAs = "original" },
                new { code = "identity", name = "经办人身份证明", copies = 1, presentedAs = "copy" },
                new { code = "drawing", name = "招牌设计图", copies = 2, presentedAs = "original" },
            },
            limits = new[] { new { kind = "promised", amount = 5, unit = "working-days" } },
        });
        var item = $"/api/intake/v1/items/{draft.Id}";
        await City.SectionHeadClient.ChangeAsync(item, "submission", new { });
        await City.LeaderClient.ChangeAsync(item, "publication", new { });
        narrator.Say($"{code} 户外招牌设置备案: three materials, 5 working days, published by the leader in charge.");
        return draft.Id;
    }

    public async Task RegisterAsync()
    {
        narrator.Step("A citizen calls; the call becomes a case; one material is missing and told once");
        await MoveClockAsync("2026-09-23T10:05:00+08:00");
        var contact = await City.FrontDesk.PostAsync("/api/intake/v1/contacts", new
        {
            unitId = City.Section, channel = "phone", kind = "consultation", name = "赵女士", phone = "13800005678",
            content = "咨询户外招牌设置备案如何办理",
        });
        narrator.Say("Phone call registered; 陈静 was asked first and stays responsible until there is an answer.");
        var answer = await RegisterCaseAsync(ItemId, contact.Id, ["application", "identity"]);
        CaseId = answer.Id;
        ReceiptNumber = answer.Text("receiptNumber");
        narrator.Say($"Case {ReceiptNumber} registered (trace {answer.TraceId}).");
        await City.FrontDesk.ChangeAsync($"{Cases}/{CaseId}", "one-time-notices", new { missing = new[] { "drawing" } });
        narrator.Say("One-time notice: the drawing is missing, nothing else.");
    }

    public Task<Answer> RegisterCaseAsync(Guid item, Guid? contact, string[] materials) =>
        City.FrontDesk.PostAsync(Cases, new
        {
            contactId = contact,
            itemId = item,
            postId = City.HandlerPost,
            applicant = new { name = "赵晓芳", phone = "13800005678", identityNumber = "110101199003074514" },
            materials,
        });

    public async Task AcceptAsync()
    {
        narrator.Step("Thursday 24 September: the drawing comes in, the case is accepted");
        await MoveClockAsync("2026-09-24T10:00:00+08:00");
        await City.FrontDesk.ChangeAsync($"{Cases}/{CaseId}", "supplements", new { materials = new[] { "drawing" } });
        await City.FrontDesk.ChangeAsync($"{Cases}/{CaseId}", "acceptance", new { });
        var deadline = await DeadlineAsync(CaseId);
        StoryException.Unless(
            deadline.GetProperty("dueAt").GetDateTimeOffset() == DateTimeOffset.Parse("2026-10-09T17:30:00+08:00", CultureInfo.InvariantCulture),
            $"The case is due at {deadline.GetProperty("dueAt")}.");
        narrator.Say("Due 2026-10-09 17:30 (Friday), because:");
        var explanation = await City.FrontDesk.GetAsync($"/api/deadlines/v1/deadlines/{deadline.GetProperty("id").GetGuid()}/explanation");
        foreach (var day in explanation.Body.GetProperty("days").EnumerateArray())
        {
            narrator.Say($"  {day.GetProperty("day").GetString()}  {day.GetProperty("text").GetProperty("zh").GetString()}");
        }
    }

    /// <summary>The promised limit of a case, as soon as Deadlines has it.</summary>
    public async Task<JsonElement> DeadlineAsync(Guid caseId)
    {
        var answer = await City.FrontDesk.ReadUntilAsync(
            $"/api/deadlines/v1/deadlines?subjectKind=case&subjectId={caseId}", a => a.Items.Any(d => IsPromised(d)));
        return answer.Items.First(d => IsPromised(d));
    }

    public async Task MissTheLimitAsync()
    {
        narrator.Step("A goes on leave over the holidays; the limit is missed");
        await administrator.PostAsync("/api/accountability/v1/absences", new
        {
            staffId = City.HandlerA, kind = "annual-leave", from = "2026-10-08T00:00:00+08:00", to = "2026-10-12T00:00:00+08:00",
        });
        narrator.Say("陈静 is on leave from 8 to 11 October; B (刘洋) stands in.");
        await MoveClockAsync("2026-10-08T08:29:00+08:00");
        StoryException.Unless(!(await LightsAsync()).Any(), "A light was raised before its time.");
        await MoveClockAsync("2026-10-08T08:31:00+08:00");
        await LightAsync("yellow", "2026-10-08T08:30:00+08:00");
        narrator.Say("8 October 08:30: yellow light, one working day before the end.");
        await MoveClockAsync("2026-10-09T18:00:00+08:00");
        await LightAsync("red", "2026-10-09T17:30:00+08:00");
        narrator.Say("9 October 17:30: red light, raised once.");
        var lead = await LeadAsync(CaseId);
        StoryException.Unless(lead.GetProperty("responsibleStaffId").GetGuid() == City.HandlerB, "The lead is not against the stand-in.");
        narrator.Say("A lead is opened against 刘洋, who held the duty at that instant as stand-in. It is a question, not a judgement.");
        var entry = await LedgerAsync(CaseId, "light-red");
        narrator.Say($"The ledger of the unit has an entry of {entry.GetProperty("points")} points, from event {entry.GetProperty("source").GetProperty("eventId")}.");
    }

    public async Task CompleteLateAsync()
    {
        narrator.Step("Saturday 10 October, a make-up working day: the case is completed, one working day late");
        await MoveClockAsync("2026-10-10T10:00:00+08:00");
        await City.SectionHeadClient.ChangeAsync($"{Cases}/{CaseId}", "completion", new { });
        var closed = await City.FrontDesk.ReadUntilAsync($"{Cases}/{CaseId}/timeline", a => a.Items.Any(e => e.GetProperty("code").GetString() == "deadline-missed"));
        foreach (var entry in closed.Items)
        {
            var at = entry.GetProperty("at").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
            narrator.Say($"  {at:yyyy-MM-dd HH:mm}  {entry.GetProperty("text").GetString()}");
        }
    }

    public async Task AskForProgressAsync()
    {
        narrator.Step("The citizen asks for progress with the receipt number");
        var progress = await new SuiteClient(http).GetAsync($"/api/intake/v1/progress/{ReceiptNumber}");
        narrator.Say(progress.Body.ToString());
        foreach (var secret in new[] { "赵", "13800005678", "1101011990", "陈静", "刘洋" })
        {
            StoryException.Unless(!progress.Body.ToString().Contains(secret, StringComparison.Ordinal), "Progress shows personal data.");
        }
    }

    /// <summary>Moves business time of every service; returns when all have come to rest.</summary>
    public async Task MoveClockAsync(string instant, bool wait = true)
    {
        try
        {
            await administrator.PutAsync("/api/ops/v1/clock", new { now = instant, wait });
        }
        catch (RefusedException e) when (e.Answer.Status == HttpStatusCode.Conflict)
        {
            throw new StoryException(
                "This suite already has business rows, so its clock cannot go back to September 2026. Start an empty one: ./run --fresh");
        }
        narrator.Say($"[{instant}]");
    }

    public async Task<IReadOnlyList<JsonElement>> LightsAsync() =>
        [.. (await City.FrontDesk.GetAsync($"/api/deadlines/v1/lights?subjectId={CaseId}")).Items];

    public async Task<JsonElement> LeadAsync(Guid caseId)
    {
        var answer = await City.EfficiencyOffice.ReadUntilAsync($"/api/accountability/v1/leads?subjectId={caseId}", a => a.Items.Any());
        return answer.Items.Single();
    }

    public async Task<JsonElement> LedgerAsync(Guid caseId, string kind)
    {
        var answer = await City.EfficiencyOffice.ReadUntilAsync(
            $"/api/appraisal/v1/ledger?subjectId={caseId}", a => a.Items.Any(e => Kind(e) == kind));
        return answer.Items.Single(e => Kind(e) == kind);
    }

    private async Task LightAsync(string rung, string instant)
    {
        var promised = (await DeadlineAsync(CaseId)).GetProperty("id").GetGuid();
        var lights = (await LightsAsync())
            .Where(l => l.GetProperty("rung").GetString() == rung && l.GetProperty("deadlineId").GetGuid() == promised).ToList();
        StoryException.Unless(
            lights is [var light]
            && light.GetProperty("raisedFor").GetDateTimeOffset() == DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
            $"There must be one {rung} light for {instant}; there are {lights.Count}.");
    }

    private static bool IsPromised(JsonElement limit) => limit.GetProperty("limitKind").GetString() == "promised";

    private static string? Kind(JsonElement entry) => entry.GetProperty("kind").GetString();
}
