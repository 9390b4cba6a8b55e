using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Tests;

/// <summary>FI-09: the register of a unit is whole and in order, whatever happens at the same moment.</summary>
[Collection(IntakeCollection.Name)]
public sealed class RegistrationTests(IntakeService intake)
{
    [Fact]
    public async Task Fifty_cases_at_once_get_fifty_numbers_without_a_gap()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var contact = await organ.ContactAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => await organ.Clerk.PostToAsync(
            "/cases",
            // Every sixth is refused late, for a contact that only one of them can have.
            organ.Registration(itemId, i % 6 == 0 ? contact.Id() : null, "a"))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(51);
        answers.Where(answer => answer.StatusCode != HttpStatusCode.Created)
            .ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        (await NumbersAsync(organ)).ShouldBe(Enumerable.Range(1, 51).Select(number => (long)number));
        var receipts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in answers.Where(answer => answer.StatusCode == HttpStatusCode.Created))
        {
            receipts.Add((await answer.ReadAsync(201)).Text("receiptNumber")!).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Refused_registration_leaves_nothing_behind()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var before = await RowsAsync();
        var response = await organ.Clerk.PostToAsync("/cases", new
        {
            itemId,
            postId = (Guid?)null,
            applicant = new { name = " ", phone = "abc", identityNumber = new string('1', 40) },
            materials = new[] { "a", "" },
        });
        (await response.ErrorsAsync(400)).ShouldBe(
            "field-required API postId; field-required API applicant.name; phone-invalid FI-17 applicant.phone; "
            + "text-too-long API applicant.identityNumber; field-required API materials[1]", "all errors at once");
        (await organ.Clerk.PostToAsync("/cases", organ.Registration(itemId, Guid.CreateVersion7(), "x", "x"))).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);
        (await RowsAsync()).ShouldBe(before);
        (await NumbersAsync(organ)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Replay_with_the_same_key_is_the_same_case()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var (clerk, key) = (organ.Clerk, Guid.CreateVersion7().ToString());
        var first = await clerk.PostToAsync("/cases", organ.Registration(itemId, null, "a"), key: key);
        var again = await clerk.PostToAsync("/cases", organ.Registration(itemId, null, "a"), key: key);
        (await again.ReadAsync(201)).GetRawText().ShouldBe((await first.ReadAsync(201)).GetRawText());
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await NumbersAsync(organ)).ShouldBe([1L]);

        // Another body under the same key is no replay.
        var other = await clerk.PostToAsync("/cases", organ.Registration(itemId, null, "a", "b"), key: key);
        (await other.ErrorsAsync(422)).ShouldBe("idempotency-key-reused API Idempotency-Key");
    }

    [Fact]
    public async Task Two_clerks_at_one_case_and_one_wins()
    {
        var organ = await intake.OrganAsync();
        var subject = await organ.CaseAsync(await organ.ItemAsync(), "a", "b", "c");
        var path = $"/cases/{subject.Id()}/acceptance";
        var answers = await Task.WhenAll(
            organ.Clerk.PostToAsync(path, null, subject.Version()), organ.FrontDesk.PostToAsync(path, null, subject.Version()));
        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([200, 412]);

        (await (await organ.Clerk.PostToAsync(path, null, subject.Version())).ErrorsAsync(412)).ShouldBe("stale API If-Match");
        (await (await organ.Clerk.PostToAsync(path, null)).ErrorsAsync(428)).ShouldBe("if-match-missing API If-Match");
        (await intake.Service.ScalarAsync<long>(
            "select count(*) from feed where aggregate_id = $1 and name = 'intake.case-accepted'", subject.Id())).ShouldBe(1);
    }

    /// <summary>The busiest act: key and lock, facts, one save, the kept answer, and the commit. More would be slower for all.</summary>
    [Fact]
    public async Task Registration_takes_four_statements_and_a_commit()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        await organ.CaseAsync(itemId, "a");
        var trace = ActivityTraceId.CreateRandom();
        var statements = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    statements.Add(activity.GetTagItem("db.query.text") as string ?? activity.GetTagItem("db.statement") as string ?? activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var clerk = organ.Clerk;
        clerk.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await (await clerk.PostToAsync("/cases", organ.Registration(itemId, null, "a", "b"))).ReadAsync(201);
        statements.Count.ShouldBe(4, string.Join("; ", statements));
    }

    [Fact]
    public async Task Departments_system_registers_for_its_own_unit()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var system = organ.As(Roles.DepartmentSystem);
        await (await system.PostToAsync("/cases", organ.Registration(itemId, null, "a"))).ReadAsync(201);
        // FI-01: a machine is no first person; it names one that the directory knows.
        (await (await system.PostToAsync("/contacts", organ.Call())).ErrorsAsync(400))
            .ShouldBe("first-inquiry-person-unknown FI-01 firstInquiryStaffId");
        (await (await system.PostToAsync("/contacts", new
        {
            unitId = organ.SectionId,
            channel = "letter",
            kind = "consultation",
            firstInquiryStaffId = Guid.CreateVersion7(),
        })).ErrorsAsync(409)).ShouldBe("not-yet-known API firstInquiryStaffId");
    }

    private async Task<long[]> NumbersAsync(Organ organ) => (await intake.Service.ScalarAsync<long[]>(
        "select array(select number from register_entry where unit_id = $1 order by number)", organ.SectionId))!;

    private async Task<string> RowsAsync() => JsonSerializer.Serialize(await intake.Service.ScalarAsync<long[]>(
        "select array[(select count(*) from case_file), (select count(*) from person_key), (select count(*) from case_timeline), "
        + "(select count(*) from feed where name like 'intake.%'), (select count(*) from audit where action like 'intake.%'), "
        + "(select count(*) from register_entry), (select count(*) from idempotency)]"));
}
