using System.Text.Json;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Tests;

/// <summary>Every refusal of this service as a caller gets it, compared with the committed body.</summary>
[Collection(IntakeCollection.Name)]
public sealed class RefusalTests(IntakeService intake)
{
    private const string Folder = "tests/Intake.Tests/Refusals";

    [Fact]
    public async Task Limits_of_items()
    {
        var organ = await intake.OrganAsync();
        await DraftAsync("limit-not-positive", new { kind = "promised", amount = 0, unit = "working-days" });
        await DraftAsync("own-limit-too-long", new { kind = "promised", amount = 16, unit = "working-days" });
        await DraftAsync("own-limit-in-working-days", new { kind = "promised", amount = 1, unit = "months" });
        await DraftAsync("statutory-limit-without-basis", new { kind = "statutory", amount = 30, unit = "calendar-days" });
        await DraftAsync(
            "limit-twice",
            new { kind = "promised", amount = 5, unit = "working-days" },
            new { kind = "promised", amount = 6, unit = "working-days" });
        await DraftAsync(
            "promise-laxer-than-law",
            new { kind = "statutory", amount = 5, unit = "working-days", basis = "LAW-02" },
            new { kind = "promised", amount = 6, unit = "working-days" });
        await DraftAsync(
            "promise-in-another-unit",
            new { kind = "statutory", amount = 20, unit = "working-days", basis = "LAW-02" },
            new { kind = "promised", amount = 20, unit = "calendar-days" });

        async Task DraftAsync(string name, params object[] limits) => await RefusedAsync(name, organ.Clerk.PostToAsync(
            "/items", new { unitId = organ.DepartmentId, code = "x", kind = "management-service", name = "事项", limits }));
    }

    [Fact]
    public async Task Items()
    {
        var organ = await intake.OrganAsync();
        await RefusedAsync("item-malformed", organ.Clerk.PostToAsync("/items", new
        {
            unitId = organ.DepartmentId,
            code = "",
            kind = "permit",
            name = new string('名', 201),
            materials = new object?[]
            {
                new { code = "m", name = "甲", form = "stone", copies = 0, presentedAs = "fax" },
                new { code = "m", name = "" },
                null,
            },
            limits = new object?[] { new { kind = "step", amount = 1, unit = "weeks" }, null },
        }));
        var draft = organ.Draft();
        var item = await (await organ.Clerk.PostToAsync("/items", draft)).ReadAsync(201);
        await RefusedAsync("item-code-taken", organ.Clerk.PostToAsync("/items", draft), item.Text("code"));
        var path = $"/items/{item.Id()}";
        await RefusedAsync("item-cannot-be-published", organ.Leader.PostToAsync($"{path}/publication", null, item.Version()));
        await RefusedAsync(
            "item-version-unfinished", organ.Clerk.PostToAsync($"{path}/versions", new { name = "新版" }, item.Version()));
        item = await (await organ.Clerk.PostToAsync($"{path}/submission", null, item.Version())).ReadAsync(200);
        await RefusedAsync("item-cannot-be-submitted", organ.Clerk.PostToAsync($"{path}/submission", null, item.Version()));
        // OG-14: the author has the leader's role as well, and still does not publish his own item.
        await RefusedAsync(
            "publisher-is-author",
            organ.As(Roles.Leader, organ.ClerkId).PostToAsync($"{path}/publication", null, item.Version()));
        // OG-15: no case under what is not public.
        await RefusedAsync("item-not-published", organ.Clerk.PostToAsync("/cases", organ.Registration(item.Id())));
        var other = await intake.OrganAsync();
        await RefusedAsync(
            "item-of-another-organ", other.Clerk.PostToAsync("/cases", other.Registration(await organ.ItemAsync(), null, "a")));
    }

    [Fact]
    public async Task Contacts()
    {
        var organ = await intake.OrganAsync();
        // FI-17: everything that the register of calls lacks, at once.
        await RefusedAsync("call-not-registered", ContactAsync(new { unitId = organ.SectionId, channel = "phone", kind = "consultation" }));
        await RefusedAsync("statement-not-recorded", ContactAsync(new { unitId = organ.SectionId, channel = "visit", kind = "complaint" }));
        await RefusedAsync("anonymous-not-for-kind", ContactAsync(
            new { unitId = organ.SectionId, channel = "visit", kind = "consultation", anonymous = true }));
        await RefusedAsync("anonymous-but-named", ContactAsync(
            new { unitId = organ.SectionId, channel = "visit", kind = "tip-off", content = "x", anonymous = true, name = "某" }));
        await RefusedAsync("phone-invalid", ContactAsync(
            new { unitId = organ.SectionId, channel = "visit", kind = "consultation", phone = "12345x" }));
        await RefusedAsync("first-inquiry-person-is-the-caller", ContactAsync(
            new { unitId = organ.SectionId, channel = "visit", kind = "consultation", firstInquiryStaffId = Guid.CreateVersion7() }));
        await RefusedAsync("first-inquiry-person-unknown", organ.As(Roles.DepartmentSystem).PostToAsync("/contacts", organ.Call()));

        var contact = await organ.ContactAsync();
        await RefusedAsync("oral-refusal", AnswerAsync("oral-refusal"));
        await RefusedAsync("passing-on-is-no-answer", AnswerAsync("transferred"));
        var itemId = await organ.ItemAsync();
        await (await organ.Clerk.PostToAsync("/cases", organ.Registration(itemId, contact.Id(), "a"))).ReadAsync(201);
        await RefusedAsync("contact-is-a-case", organ.Clerk.PostToAsync("/cases", organ.Registration(itemId, contact.Id(), "a")));
        contact = await organ.Clerk.FetchAsync($"/contacts/{contact.Id()}");
        await RefusedAsync("case-still-runs", AnswerAsync("answered"));
        contact = await organ.ContactAsync();
        contact = await (await AnswerAsync("answered")).ReadAsync(200);
        await RefusedAsync("contact-answered", AnswerAsync("answered"));
        await RefusedAsync("contact-unknown", organ.Clerk.PostToAsync("/cases", organ.Registration(itemId, Guid.CreateVersion7(), "a")));

        Task<HttpResponseMessage> ContactAsync(object body) => organ.Clerk.PostToAsync("/contacts", body);

        Task<HttpResponseMessage> AnswerAsync(string outcome) => organ.Clerk.PostToAsync(
            $"/contacts/{contact.Id()}/answer", new { outcome, answer = "好" }, contact.Version());
    }

    [Fact]
    public async Task Cases()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        await RefusedAsync("material-unknown-and-twice", organ.Clerk.PostToAsync("/cases", organ.Registration(itemId, null, "x", "a", "a")));
        var subject = await organ.CaseAsync(itemId, "a");
        // OT-01: the notice that would make the applicant come a third time.
        await RefusedAsync("notice-omits", ActAsync("one-time-notices", new { missing = new[] { "b" } }));
        await RefusedAsync("material-already-supplied", ActAsync("supplements", new { materials = new[] { "a" } }));
        await RefusedAsync("material-missing", ActAsync("acceptance"));
        await RefusedAsync("case-cannot-be-paused", ActAsync("pauses", new { reason = "hearing", expectedWorkingDays = 1 }));
        await RefusedAsync("case-cannot-be-completed", ActAsync("completion"));
        subject = await organ.ActAsync(subject, "supplements", new { materials = new[] { "b", "c" } });
        await RefusedAsync("nothing-missing", ActAsync("one-time-notices", new { missing = new[] { "c" } }));
        subject = await organ.ActAsync(subject, "acceptance");
        await RefusedAsync("case-cannot-be-accepted", ActAsync("acceptance"));
        await RefusedAsync("case-cannot-be-notified", ActAsync("one-time-notices", new { missing = new[] { "c" } }));
        await RefusedAsync("case-cannot-be-supplemented", ActAsync("supplements", new { materials = new[] { "c" } }));
        await RefusedAsync("case-cannot-be-resumed", ActAsync("resumption"));
        // LAW-03: a reason that the law does not know, and a length that nobody can mean.
        await RefusedAsync("pause-malformed", ActAsync("pauses", new { reason = "holiday", expectedWorkingDays = 0 }));

        Task<HttpResponseMessage> ActAsync(string act, object? body = null) =>
            organ.Clerk.PostToAsync($"/cases/{subject.Id()}/{act}", body, subject.Version());
    }

    [Fact]
    public void Every_refusal_has_a_committed_body()
    {
        var seen = Directory.EnumerateFiles(Snapshots.PathOf(Folder), "*.json")
            .SelectMany(file => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)).Texts("errors", "code"))
            .ToHashSet(StringComparer.Ordinal);
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                File.ReadAllText(Snapshots.PathOf("services/Intake/Resources/refusals.json")))!
            .Keys.Where(code => !seen.Contains(code)).ShouldBeEmpty();
    }

    /// <param name="name">Of the committed file.</param>
    /// <param name="call">The call that is refused.</param>
    /// <param name="varying">A text in the body that differs from run to run.</param>
    private static async Task RefusedAsync(string name, Task<HttpResponseMessage> call, string? varying = null)
    {
        var response = await call;
        var body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).Scrubbed();
        ((int)response.StatusCode).ShouldBeInRange(400, 499, body);
        Snapshots.Match($"{Folder}/{name}.json", varying is null ? body : body.Replace(varying, "…", StringComparison.Ordinal));
    }
}
