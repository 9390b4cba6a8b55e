using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.ServiceDefaults;
using Efficiency.TestKit;

namespace Efficiency.Intake.Tests;

/// <summary>A matter from the first call to its result, through the front door (FI-01, FI-21, OT-01, FI-09, TL-04, LAW-03, TL-01).</summary>
[Collection(IntakeCollection.Name)]
public sealed class CaseLifeTests(IntakeService intake)
{
    [Fact]
    public async Task Call_becomes_a_case_and_its_result_answers_the_call()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var policyId = await PolicyAsync(organ);

        var contact = await organ.ContactAsync();
        contact.Text("firstInquiryStaffId").ShouldBe(organ.ClerkId.ToString(), "whoever takes the call is the first person (FI-01)");

        var subject = await (await organ.Clerk.PostToAsync("/cases", organ.Registration(itemId, contact.Id(), "a", "b"))).ReadAsync(201);
        subject.Text("status").ShouldBe("registered");
        subject.Texts("missing").ShouldBe(["c"]);
        BusinessNumber.TryParse(subject.Text("receiptNumber"), out _).ShouldBeTrue();

        var notice = await organ.ActAsync(subject, "one-time-notices", new { missing = new[] { "c" } }, 201);
        notice.GetProperty("ordinal").GetInt32().ShouldBe(1);
        notice.Texts("missing", "name").ShouldBe(["材料c"]);
        notice.Text("basis").ShouldBe("某条例第一条", "the notice tells basis, conditions and procedure (OT-01, OT-04)");

        subject = await FetchAsync(organ, subject);
        subject.Text("status").ShouldBe("notice-given");
        subject = await organ.ActAsync(subject, "supplements", new { materials = new[] { "c" } });
        subject.Texts("missing").ShouldBeEmpty();
        subject = await organ.ActAsync(subject, "acceptance");
        subject.Text("status").ShouldBe("accepted");
        subject.Text("policyVersionId").ShouldBe(policyId.ToString(), "the policy version in force is recorded");

        subject = await organ.ActAsync(subject, "pauses", new { reason = "hearing", expectedWorkingDays = 3 });
        subject.Text("status").ShouldBe("paused");
        subject = await organ.ActAsync(subject, "resumption");
        subject = await organ.ActAsync(subject, "completion", new { answer = "已发证,请来领取" });
        subject.Text("status").ShouldBe("completed");

        contact = await organ.Clerk.FetchAsync($"/contacts/{contact.Id()}");
        contact.Text("status").ShouldBe("answered");
        contact.Text("answer").ShouldBe("已发证,请来领取");
        contact.Text("caseId").ShouldBe(subject.Id().ToString());

        var timeline = await organ.Clerk.FetchAsync($"/cases/{subject.Id()}/timeline");
        timeline.Texts("items", "code").ShouldBe(
        [
            "case-registered", "one-time-notice-given", "supplement-received", "case-accepted", "case-paused", "case-resumed",
            "case-completed",
        ]);
        timeline.Texts("items", "text")[1].ShouldBe("第 1 次一次性告知，所缺材料：c");
        (await EventsAsync(subject.Id(), contact.Id())).ShouldBe(
        [
            "intake.contact-registered", "intake.case-registered", "intake.one-time-notice-given", "intake.supplement-received",
            "intake.case-accepted", "intake.case-paused", "intake.case-resumed", "intake.contact-answered",
            "intake.case-completed",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Accepted_case_tells_Deadlines_its_limits_and_its_post()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.AcceptedAsync(await organ.ItemAsync("administrative-licence"));
        var accepted = JsonSerializer.Deserialize<JsonElement>((await intake.Service.ScalarAsync<string>(
            "select payload::text from feed where aggregate_id = $1 and name = 'intake.case-accepted'", subject.Id()))!);
        accepted.Text("postId").ShouldBe(organ.PostId.ToString());
        accepted.Text("unitId").ShouldBe(organ.SectionId.ToString());
        accepted.Text("itemKind").ShouldBe("administrative-licence");
        // LAW-02: the statutory limit of a licence runs beside the promise.
        accepted.GetProperty("limits").EnumerateArray()
            .Select(limit => $"{limit.Text("kind")} {limit.Text("amount")} {limit.Text("unit")} {limit.Text("basis")}")
            .ShouldBe(["statutory 20 working-days LAW-02", "promised 5 working-days TL-04"]);
    }

    [Fact]
    public async Task Second_notice_is_the_second_and_stands_in_the_audit()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.CaseAsync(await organ.ItemAsync());
        await organ.ActAsync(subject, "one-time-notices", new { missing = new[] { "a", "b", "c" } }, 201);
        subject = await organ.ActAsync(await FetchAsync(organ, subject), "supplements", new { materials = new[] { "a" } });
        var second = await organ.ActAsync(subject, "one-time-notices", new { missing = new[] { "b", "c" } }, 201);
        second.GetProperty("ordinal").GetInt32().ShouldBe(2);
        // LAW-04: whoever has to tell twice did not tell all at once; the trail shows it.
        (await intake.Service.ScalarAsync<string>(
            "select detail->>'ordinal' from audit where subject_id = $1 and action = 'intake.one-time-notice-given' order by at desc limit 1",
            subject.Id())).ShouldBe("2");
        (await FetchAsync(organ, subject)).Texts("notices", "ordinal").ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Case_completed_without_an_answer_leaves_the_chain_open_until_there_is_one()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var contact = await organ.ContactAsync();
        var subject = await (await organ.Clerk.PostToAsync(
            "/cases", organ.Registration(itemId, contact.Id(), "a", "b", "c"))).ReadAsync(201);
        contact = await organ.Clerk.FetchAsync($"/contacts/{contact.Id()}");
        (await AnswerAsync(organ, contact)).ShouldBe("case-still-runs FI-21");

        subject = await organ.ActAsync(subject, "acceptance");
        await organ.ActAsync(subject, "completion");
        (await organ.Clerk.FetchAsync($"/contacts/{contact.Id()}")).Text("status").ShouldBe("case-opened");
        await (await organ.Clerk.PostToAsync(
            $"/contacts/{contact.Id()}/answer", new { outcome = "answered", answer = "已办结" }, contact.Version())).ReadAsync(200);
    }

    [Fact]
    public async Task Running_case_stays_with_the_version_it_was_registered_under()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var subject = await organ.CaseAsync(itemId, "a", "b");

        var item = await organ.Clerk.FetchAsync($"/items/{itemId}");
        item = await (await organ.Clerk.PostToAsync(
            $"/items/{itemId}/versions", new { name = "新版", materials = new[] { new { code = "z", name = "新材料" } } }, item.Version()))
            .ReadAsync(201);
        item = await (await organ.Clerk.PostToAsync($"/items/{itemId}/submission", null, item.Version())).ReadAsync(200);
        await (await organ.Leader.PostToAsync($"/items/{itemId}/publication", null, item.Version())).ReadAsync(200);

        (await FetchAsync(organ, subject)).GetProperty("itemVersion").GetInt32().ShouldBe(1);
        subject = await organ.ActAsync(subject, "supplements", new { materials = new[] { "c" } });
        (await organ.ActAsync(subject, "acceptance")).Text("status").ShouldBe("accepted");
        (await organ.CaseAsync(itemId)).Texts("missing").ShouldBe(["z"], "a new case is under the new version");
    }

    [Fact]
    public async Task Case_of_a_post_not_heard_of_is_asked_to_come_again()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var postId = Guid.CreateVersion7();
        var response = await RegisterAsync(postId);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await response.ErrorsAsync(409)).ShouldBe("not-yet-known API postId");

        await intake.Service.ReceiveAsync(
            new PostRegistered { PostId = postId, UnitId = organ.SectionId, Code = "P2", Name = "后到岗", Kind = "handler" },
            postId, 1, organ.SectionId, ServiceUnderTest<Program>.Start);
        await (await RegisterAsync(postId)).ReadAsync(201);

        Task<HttpResponseMessage> RegisterAsync(Guid post) => organ.Clerk.PostToAsync(
            "/cases", new { itemId, postId = post, applicant = new { name = "王", phone = "13900001111" }, materials = new[] { "a" } });
    }

    private static Task<JsonElement> FetchAsync(Organ organ, JsonElement subject) => organ.Clerk.FetchAsync($"/cases/{subject.Id()}");

    private static async Task<string> AnswerAsync(Organ organ, JsonElement contact) => await (await organ.Clerk.PostToAsync(
        $"/contacts/{contact.Id()}/answer", new { outcome = "answered", answer = "好" }, contact.Version())).ErrorsAsync(409);

    private async Task<Guid> PolicyAsync(Organ organ)
    {
        var policyId = Guid.CreateVersion7();
        await intake.Service.ReceiveAsync(
            new PolicyVersionActivated
            {
                PolicyVersionId = policyId,
                UnitId = organ.DepartmentId,
                Number = 1,
                DocumentTitle = "效能建设制度",
                DocumentNumber = "1号",
                AdoptedBy = "局",
                InForceFrom = new DateOnly(2026, 1, 1),
                Regimes = ["FI", "OT", "TL"],
                Values = new Dictionary<string, JsonElement>(StringComparer.Ordinal),
            },
            policyId, 1, organ.DepartmentId, ServiceUnderTest<Program>.Start);
        return policyId;
    }

    private async Task<string[]> EventsAsync(params Guid[] aggregates) => (await intake.Service.ScalarAsync<string[]>(
        "select array(select name from feed where aggregate_id = any($1) order by event_id)", aggregates))!;
}
