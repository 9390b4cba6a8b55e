using System.Globalization;
using System.Net;
using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.ServiceDefaults;
using Npgsql;

namespace Efficiency.Accountability.Tests.Service;

/// <summary>The register through the front door: drafted by one, approved by another, never retroactive (GV-09, GV-11, GV-14).</summary>
public sealed class RegulationFlowTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task Profile_becomes_a_units_regulation_by_the_approval_of_a_second_person()
    {
        var desk = await office.DeskAsync();
        var draft = await DraftAsync(desk.Section, new { profile = "example-city", regimes = new[] { "FI", "TL", "AB" } });
        draft.GetProperty("status").GetString().ShouldBe("draft");
        draft.GetProperty("number").ValueKind.ShouldBe(JsonValueKind.Null);

        var approved = await Office.CreatedAsync(await ApproveAsync(Leader(), draft));
        approved.GetProperty("number").GetInt32().ShouldBe(1);
        var told = (await office.ToldAsync<PolicyVersionActivated>()).Single(p => p.UnitId == desk.Section);
        told.PolicyVersionId.ShouldBe(draft.GetProperty("id").GetGuid());
        (told.Number, told.DocumentNumber, told.InForceFrom).ShouldBe((1, "试〔2026〕1号", new DateOnly(2026, 10, 1)));
        told.Regimes.ShouldBe(["FI", "TL", "AB"]);
        told.Values["UnitScore.Red"].GetDecimal().ShouldBe(-5); // the profile's
        told.Values["TimeLimit.DefaultWithoutStatute"].GetInt32().ShouldBe(15); // the catalogue's default
        // The power's post is in the audit trail.
        (await office.Service.ScalarAsync<Guid>(
            "select acting_for_post_id from audit where action = 'accountability.regulation-approved' and subject_id = $1",
            told.PolicyVersionId)).ShouldBe(office.LeaderPost);
    }

    [Fact]
    public async Task Author_does_not_approve_his_own_draft()
    {
        var desk = await office.DeskAsync();
        using var leader = Leader();
        var draft = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } }, leader);
        (await Office.CodesAsync(await ApproveAsync(leader, draft))).ShouldBe(["second-person-needed"]);
        // Nor the same person behind another client.
        using var other = office.Service.ClientAs(Roles.OrganHead, [office.Department], office.Leader, "another-client");
        (await Office.CodesAsync(await ApproveAsync(other, draft))).ShouldBe(["second-person-needed"]);
        // The database knows it too.
        (await Should.ThrowAsync<PostgresException>(() => office.Service.ScalarAsync<int>(
            """
            update regulation set status = 'approved', number = 1, approved_at = now(), approver_subject = author_subject,
              effective_values = '{}', effective_regimes = '{}' where id = $1
            """, draft.GetProperty("id").GetGuid()))).ConstraintName.ShouldBe("ck_regulation_approval");
    }

    [Fact]
    public async Task Draft_that_waited_too_long_is_never_retroactive()
    {
        var desk = await office.DeskAsync();
        (await Office.CodesAsync(await PostDraftAsync(desk.Section, new { regimes = new[] { "FI" } }, "2026-09-23")))
            .ShouldBe(["regulation-retroactive"]);
        var draft = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } });
        office.Service.MoveTo(Office.Day(10, 2, 0, 1));
        (await Office.CodesAsync(await ApproveAsync(Leader(), draft))).ShouldBe(["regulation-retroactive"]);
        office.Service.MoveTo(Office.Day(10, 1, 23, 59)); // the first day itself still serves
        await Office.CreatedAsync(await ApproveAsync(Leader(), draft));
    }

    [Fact]
    public async Task Approved_version_never_changes()
    {
        var desk = await office.DeskAsync();
        var draft = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } });
        await Office.CreatedAsync(await ApproveAsync(Leader(), draft));
        (await ApproveAsync(Leader(), draft)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Office.CodesAsync(await ApproveAsync(Leader(), draft, "\"2\""))).ShouldBe(["illegal-move"]);
        (await Office.CodesAsync(await WithdrawAsync(draft, "\"2\""))).ShouldBe(["illegal-move"]);
        (await Should.ThrowAsync<PostgresException>(() => office.Service.ScalarAsync<int>(
            "update regulation set document_title = '改' where id = $1", draft.GetProperty("id").GetGuid())))
            .SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task Withdrawn_draft_leaves_no_gap_in_the_numbers()
    {
        var desk = await office.DeskAsync();
        var withdrawn = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } });
        await Office.CreatedAsync(await WithdrawAsync(withdrawn, "\"1\""));
        (await Office.CodesAsync(await ApproveAsync(Leader(), withdrawn, "\"2\""))).ShouldBe(["illegal-move"]);
        for (var number = 1; number <= 2; number++)
        {
            var draft = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } });
            (await Office.CreatedAsync(await ApproveAsync(Leader(), draft))).GetProperty("number").GetInt32().ShouldBe(number);
        }
        (await Office.GetAsync(office.Administrator, $"/regulations?unitId={desk.Section}&status=approved"))
            .GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Approvals_at_once_get_different_numbers()
    {
        var desk = await office.DeskAsync();
        var drafts = new List<JsonElement>();
        for (var i = 0; i < 4; i++)
        {
            drafts.Add(await DraftAsync(desk.Section, new { regimes = new[] { "FI" } }));
        }
        var approved = await Task.WhenAll(drafts.Select(async d => await Office.CreatedAsync(await ApproveAsync(Leader(), d))));
        approved.Select(a => a.GetProperty("number").GetInt32()).ShouldBe([1, 2, 3, 4], ignoreOrder: true);
    }

    // GV-14: S19's town forwards the district's document and adds its own.
    [Fact]
    public async Task Superiors_regulation_applies_below_until_the_unit_takes_over_a_new_one()
    {
        var desk = await office.DeskAsync();
        var window = await office.UnitAsync("section", desk.Section, $"w-{desk.Section}"[..30]);
        (await Office.CodesAsync(await ApproveAsync(Leader(), await DraftAsync(window, new { inheritsFromUnitId = desk.Section }))))
            .ShouldBe(["nothing-to-inherit"]);

        await Office.CreatedAsync(await ApproveAsync(Leader(), await DraftAsync(desk.Section, new
        {
            regimes = new[] { "PR", "TL" },
            values = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["Lights.YellowWorkingDays"] = 3, ["Warning.Threshold"] = 5,
            },
        })));
        await Office.CreatedAsync(await ApproveAsync(Leader(), await DraftAsync(window, new
        {
            inheritsFromUnitId = desk.Section,
            regimes = new[] { "FI" },
            values = new Dictionary<string, object>(StringComparer.Ordinal) { ["Warning.Threshold"] = 2 },
        })));
        var told = (await office.ToldAsync<PolicyVersionActivated>()).Single(p => p.UnitId == window);
        told.Regimes.ShouldBe(["PR", "FI", "TL"]);
        told.Values["Lights.YellowWorkingDays"].GetInt32().ShouldBe(3);
        told.Values["Warning.Threshold"].GetInt32().ShouldBe(2);
        told.InheritsFromUnitId.ShouldBe(desk.Section);

        // The superior changes its own: nothing is told about the unit that inherited.
        await Office.CreatedAsync(await ApproveAsync(Leader(), await DraftAsync(desk.Section, new { regimes = new[] { "PR" } })));
        (await office.ToldAsync<PolicyVersionActivated>()).Count(p => p.UnitId == window).ShouldBe(1);
    }

    [Fact]
    public async Task Only_a_superior_can_be_inherited_from()
    {
        var desk = await office.DeskAsync();
        var other = await office.DeskAsync();
        foreach (var unit in new[] { desk.Section, other.Section })
        {
            (await Office.CodesAsync(await PostDraftAsync(desk.Section, new { inheritsFromUnitId = unit })))
                .ShouldBe(["inherits-from-superior-only"]);
        }
    }

    [Fact]
    public async Task Every_fault_of_a_draft_is_told_at_once()
    {
        var desk = await office.DeskAsync();
        var refused = await Office.PostAsync(office.Administrator, "/regulations", new
        {
            unitId = desk.Section,
            documentTitle = " ",
            inForceFrom = "2026-01-01",
            profile = "no-such",
            regimes = new[] { "ZZ" },
            values = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["Lights.YellowWorkingDays"] = 99, ["No.Such"] = 1, ["EconomicPenalty.Enabled"] = true,
            },
        });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Office.CodesAsync(refused)).ShouldBe(
        [
            "field-required", "field-required", "field-required", "profile-unknown", "regime-unknown",
            "policy-value-out-of-range", "policy-key-unknown", "economic-penalty-needs-basis", "regulation-retroactive",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Approval_needs_the_power_not_only_the_role()
    {
        var desk = await office.DeskAsync();
        var draft = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } });
        // A handler whose client was given the role of a leader.
        using var handler = office.Service.ClientAs(Roles.Leader, [office.Department], desk.A, "handler");
        (await ApproveAsync(handler, draft)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // The leader is away: his stand-in has the power, he himself has not (AB-05).
        var deputy = await office.StaffAsync(office.Department, "副职");
        await office.AssignAsync(office.LeaderPost, deputy, "B", Office.Day(9, 24), Office.Day(9, 25));
        var away = await Office.CreatedAsync(
            await office.AwayAsync(office.Leader, "meeting", Office.Day(9, 24, 8), Office.Day(9, 24, 18)));
        (await ApproveAsync(Leader(), draft)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var standIn = office.Service.ClientAs(Roles.Leader, [office.Department], deputy, "deputy");
        await Office.CreatedAsync(await ApproveAsync(standIn, draft));
        await Office.CreatedAsync(await Office.PostAsync(office.Administrator,
            $"/absences/{away.GetProperty("id").GetGuid()}/return", new { at = Office.Day(9, 24, 8) }, "\"1\""));
    }

    [Fact]
    public async Task Drafts_are_for_the_unit_approved_versions_for_everybody()
    {
        var desk = await office.DeskAsync();
        var draft = await DraftAsync(desk.Section, new { regimes = new[] { "FI" } });
        var path = $"/regulations/{draft.GetProperty("id").GetGuid()}";
        var stranger = await office.DeskAsync();
        using var elsewhere = office.Service.ClientAs(Roles.Handler, [stranger.Section]);
        (await Office.SendAsync(elsewhere, HttpMethod.Get, path, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Office.GetAsync(elsewhere, $"/regulations?unitId={desk.Section}")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await Office.CreatedAsync(await ApproveAsync(Leader(), draft));
        (await Office.GetAsync(elsewhere, path)).GetProperty("effectiveValues").GetProperty("Lights.SecondRedWorkingDays")
            .GetInt32().ShouldBe(5);
        (await Office.GetAsync(elsewhere, $"/regulations?unitId={desk.Section}")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Profiles_and_keys_can_be_looked_up()
    {
        using var anyone = office.Service.ClientAs(Roles.Handler, [office.Department]);
        var first = await Office.GetAsync(anyone, "/profiles?limit=20");
        var second = await Office.GetAsync(anyone, $"/profiles?limit=20&after={first.GetProperty("next").GetString()}");
        (first.GetProperty("items").GetArrayLength() + second.GetProperty("items").GetArrayLength()).ShouldBe(23);
        (await Office.GetAsync(anyone, "/profiles/example-city")).GetProperty("values").GetProperty("UnitScore.SecondRed")
            .GetProperty("value").GetInt32().ShouldBe(-10);
        (await Office.SendAsync(anyone, HttpMethod.Get, "/profiles/no-such", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var keys = await Office.GetAsync(anyone, "/policy-keys?limit=200");
        var yellow = keys.GetProperty("items").EnumerateArray().Single(k => k.GetProperty("name").GetString() == "Lights.YellowWorkingDays");
        (yellow.GetProperty("kind").GetString(), yellow.GetProperty("max").GetInt32(), yellow.GetProperty("default").GetInt32())
            .ShouldBe(("whole-number", 30, 1));
    }

    private HttpClient Leader() => office.Service.ClientAs(Roles.Leader, [office.Department], office.Leader, "leader");

    private async Task<JsonElement> DraftAsync(Guid unit, object content, HttpClient? client = null) =>
        await Office.CreatedAsync(await PostDraftAsync(unit, content, client: client));

    private async Task<HttpResponseMessage> PostDraftAsync(
        Guid unit, object content, string inForceFrom = "2026-10-01", HttpClient? client = null)
    {
        var body = JsonSerializer.SerializeToNode(content)!.AsObject();
        body["unitId"] = unit;
        body["documentTitle"] = "机关效能建设制度";
        body["documentNumber"] = "试〔2026〕1号";
        body["adoptedBy"] = "局长办公会议";
        body["inForceFrom"] = inForceFrom;
        return await Office.PostAsync(client ?? office.Administrator, "/regulations", body);
    }

    private static Task<HttpResponseMessage> ApproveAsync(HttpClient client, JsonElement draft, string? etag = null) =>
        Office.SendAsync(client, HttpMethod.Post, $"/regulations/{draft.GetProperty("id").GetGuid()}/approval", null,
            etag ?? string.Create(CultureInfo.InvariantCulture, $"\"{draft.GetProperty("version").GetInt32()}\""));

    private Task<HttpResponseMessage> WithdrawAsync(JsonElement draft, string etag) => Office.SendAsync(
        office.Administrator, HttpMethod.Post, $"/regulations/{draft.GetProperty("id").GetGuid()}/withdrawal", null, etag);
}
