using Efficiency.Messaging;
using Efficiency.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static Efficiency.Deadlines.Tests.DeadlinesFixture;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests;

/// <summary>Which limits run on a case, each once, whatever the order and number of its events.</summary>
public sealed class LimitTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => fixture.CalendarAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Acceptance_that_comes_several_times_starts_one_limit()
    {
        var caseId = Guid.CreateVersion7();
        var message = Accepted(caseId, "2026-09-24 10:00");
        var eventId = await fixture.ReceiveAsync(message, caseId);

        // The broker delivers the same event again; then somebody publishes the same fact anew.
        await TestEvents.PublishAsync(fixture.Service.Broker, eventId, message, caseId, 1, Section, message.AcceptedAt);
        await fixture.ReceiveAsync(message, caseId, 2);

        (await fixture.LimitsOfAsync(caseId)).Length.ShouldBe(1);
        (await fixture.EventsAsync("deadlines.deadline-set", caseId)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_limits_on_one_case_stand_beside_each_other_the_tightest_first()
    {
        var caseId = await fixture.AcceptAsync(
            "2026-09-24 10:00", Promise(20, kind: "statutory", basis: "LAW-02"), Promise(5), Promise(60, "calendar-days", "step", "TL-01"));

        var limits = await fixture.LimitsOfAsync(caseId);
        limits.Select(limit => (limit.GetProperty("limitKind").GetString(), limit.GetProperty("dueDay").GetString())).ShouldBe(
        [
            ("promised", "2026-10-09"),
            ("statutory", "2026-10-29"),
            // 24 Sep + 60 days = Mon 23 Nov.
            ("step", "2026-11-23"),
        ]);
        foreach (var limit in limits)
        {
            var explanation = await fixture.GetAsync($"deadlines/{limit.GetProperty("id").GetGuid()}/explanation");
            explanation.GetProperty("days").EnumerateArray().Last().GetProperty("day").GetString().ShouldBe(limit.GetProperty("dueDay").GetString());
        }
    }

    [Fact]
    public async Task Item_without_a_limit_of_its_own_has_fifteen_working_days()
    {
        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Accepted(caseId, "2026-03-02 10:00", []), caseId);

        var limit = (await fixture.LimitsOfAsync(caseId)).Single();
        limit.GetProperty("basis").GetString().ShouldBe("TL-09");
        // 3-6 = 4, 9-13 = 9, 16-20 = 14, Mon 23 = 15.
        limit.GetProperty("dueDay").GetString().ShouldBe("2026-03-23");
    }

    [Fact]
    public async Task Licence_has_five_working_days_for_acceptance_which_acceptance_ends()
    {
        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Registered(caseId, "2026-09-21 10:00"), caseId);
        var acceptance = (await fixture.LimitsOfAsync(caseId)).Single();
        acceptance.GetProperty("limitKind").GetString().ShouldBe("acceptance");
        acceptance.GetProperty("basis").GetString().ShouldBe("LAW-01");
        // 22, 23, 24 = 3; 25-27 off; 28 = 4, Tue 29 = 5.
        acceptance.GetProperty("dueDay").GetString().ShouldBe("2026-09-29");

        await fixture.ReceiveAsync(Accepted(caseId, "2026-09-24 10:00", [], "administrative-licence"), caseId, 2);

        var limits = await fixture.LimitsOfAsync(caseId);
        limits.Length.ShouldBe(2);
        limits[0].GetProperty("state").GetString().ShouldBe("closed");
        limits[0].GetProperty("inTime").GetBoolean().ShouldBeTrue();
        limits[1].GetProperty("basis").GetString().ShouldBe("LAW-02");
        limits[1].GetProperty("dueDay").GetString().ShouldBe("2026-10-29");
    }

    [Fact]
    public async Task Registration_of_anything_else_starts_no_limit()
    {
        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Registered(caseId, "2026-09-21 10:00", "management-service"), caseId);

        (await fixture.LimitsOfAsync(caseId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Licence_accepted_before_its_registration_is_heard_of_waits_for_it()
    {
        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Accepted(caseId, "2026-09-24 10:00", [Promise(10)], "administrative-licence"), caseId, 2);
        (await fixture.LimitsOfAsync(caseId)).ShouldBeEmpty();

        await fixture.ReceiveAsync(Registered(caseId, "2026-09-21 10:00"), caseId);

        (await fixture.LimitsOfAsync(caseId)).Select(limit => limit.GetProperty("state").GetString()).ShouldBe(["closed", "running"]);
    }

    [Fact]
    public async Task Facts_that_come_before_the_acceptance_wait_for_it_and_for_one_another()
    {
        // Everything backwards: completed, resumed, paused, accepted.
        var caseId = Guid.CreateVersion7();
        var pauseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-10 11:00"), caseId, 4);
        await fixture.ReceiveAsync(Resumed(caseId, pauseId, "2026-03-09 10:00"), caseId, 3);
        await fixture.ReceiveAsync(Paused(caseId, pauseId, "2026-03-06 10:00"), caseId, 2);
        await fixture.ReceiveAsync(Accepted(caseId, "2026-03-02 10:00"), caseId);

        // 3, 4, 5, then Fri 6 stood still, Mon 9 = 4, Tue 10 = 5: completed on the last day.
        var limit = (await fixture.LimitsOfAsync(caseId)).Single();
        limit.GetProperty("state").GetString().ShouldBe("closed");
        limit.GetProperty("dueDay").GetString().ShouldBe("2026-03-10");
        limit.GetProperty("inTime").GetBoolean().ShouldBeTrue();
        (await fixture.Service.ScalarAsync<long>("select count(*) from early")).ShouldBe(0);
    }

    [Fact]
    public async Task Unit_that_is_not_heard_of_yet_is_waited_for()
    {
        var caseId = Guid.CreateVersion7();
        var parent = Guid.CreateVersion7();
        var unit = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Accepted(caseId, "2026-09-24 10:00", unit: unit), caseId);
        await fixture.RegisterUnitAsync(unit, parent, "section");
        (await fixture.Service.ScalarAsync<long>("select count(*) from deadline where subject_id = $1", caseId)).ShouldBe(0);

        await fixture.RegisterUnitAsync(parent, City, "department");

        (await fixture.Service.ScalarAsync<long>("select count(*) from deadline where subject_id = $1", caseId)).ShouldBe(1);
    }

    [Fact]
    public async Task Second_completion_with_another_instant_goes_to_the_error_queue()
    {
        var caseId = await fixture.AcceptAsync("2026-03-02 10:00");
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-05 10:00"), caseId, 2);
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-05 10:00"), caseId, 3);

        var eventId = Guid.CreateVersion7();
        await TestEvents.PublishAsync(
            fixture.Service.Broker, eventId, Completed(caseId, "2026-03-06 10:00"), caseId, 4, Section, At("2026-03-06 10:00"));

        var queues = fixture.Service.Services.GetRequiredService<ErrorQueues>();
        var queue = await Eventually.AsyncUntil(
            async () => (await queues.ListAsync(CancellationToken.None)).SingleOrDefault(row => row.Event is "intake.case-completed"),
            row => row?.Messages == 1);
        queue!.Reason.ShouldNotBeNull().ShouldContain("deadline-already-closed TL-01");
        (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("completedAt").GetDateTimeOffset().ShouldBe(At("2026-03-05 10:00"));
    }
}
