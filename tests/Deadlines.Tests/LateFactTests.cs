using System.Text.Json;
using Efficiency.TestKit;
using static Efficiency.Deadlines.Tests.DeadlinesFixture;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests;

/// <summary>Facts count by when they occurred, not by when they arrive. Here it is 2026-04-01; the cases are of March.</summary>
public sealed class LateFactTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await fixture.CalendarAsync();
        fixture.Service.MoveTo(At("2026-04-01 10:00"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Completion_before_the_close_that_arrives_later_takes_the_red_light_back()
    {
        var caseId = await LitAsync("yellow", "red", "second-red");

        // Due Mon 9 March 17:30; completed a second before.
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-09 17:29:59"), caseId, 2);

        await LightsAsync(caseId, ("yellow", null), ("red", "completed-in-time"), ("second-red", "completed-in-time"));
        var limit = (await fixture.LimitsOfAsync(caseId)).Single();
        limit.GetProperty("inTime").GetBoolean().ShouldBeTrue();
        limit.GetProperty("light").GetString().ShouldBe("yellow");
        (await fixture.EventsAsync("deadlines.light-withdrawn", caseId)).ShouldBe(2);
    }

    [Fact]
    public async Task Late_completion_keeps_the_red_and_takes_back_only_what_came_after_it()
    {
        var caseId = await LitAsync("yellow", "red", "second-red");

        // The second red stands for Mon 16 March; completed on Fri 13: four working days late.
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-13 10:00"), caseId, 2);

        await LightsAsync(caseId, ("yellow", null), ("red", null), ("second-red", "completed-in-time"));
        (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("workingDaysLate").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task Pause_that_took_effect_before_the_due_instant_takes_the_lights_back()
    {
        var caseId = await LitAsync("yellow", "red", "second-red");
        var pauseId = Guid.CreateVersion7();

        await fixture.ReceiveAsync(Paused(caseId, pauseId, "2026-03-06 10:00"), caseId, 2);

        // Yellow stood for Fri 6 08:30, before the pause; red and second red never came.
        await LightsAsync(caseId, ("yellow", null), ("red", "paused-in-time"), ("second-red", "paused-in-time"));
        var paused = (await fixture.LimitsOfAsync(caseId)).Single();
        paused.GetProperty("state").GetString().ShouldBe("paused");
        paused.GetProperty("dueAt").ValueKind.ShouldBe(JsonValueKind.Null);

        // It runs again on 1 April: 3, 4, 5 March, then 1 = 4, Thu 2 April = 5. Yellow of old warned of another day.
        await fixture.ReceiveAsync(Resumed(caseId, pauseId, "2026-04-01 09:00"), caseId, 3);

        await Eventually.Succeeds(() => LightsAsync(
            caseId, ("yellow", "due-date-moved"), ("yellow", null), ("red", "paused-in-time"), ("second-red", "paused-in-time")));
        var resumed = (await fixture.LimitsOfAsync(caseId)).Single();
        resumed.GetProperty("dueDay").GetString().ShouldBe("2026-04-02");
        (await fixture.EventsAsync("deadlines.deadline-moved", caseId)).ShouldBe(2);
    }

    [Fact]
    public async Task Pause_after_the_limit_had_run_out_changes_nothing()
    {
        var caseId = await LitAsync("yellow", "red", "second-red");

        await fixture.ReceiveAsync(Paused(caseId, Guid.CreateVersion7(), "2026-03-10 10:00"), caseId, 2);

        await LightsAsync(caseId, ("yellow", null), ("red", null), ("second-red", null));
        (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("state").GetString().ShouldBe("running");
        (await fixture.EventsAsync("deadlines.deadline-moved", caseId)).ShouldBe(0);
    }

    [Fact]
    public async Task Light_that_a_late_completion_had_earned_is_raised_even_after_it()
    {
        // Everything arrives on 1 April: the limit ran out on 9 March, the case ended on the 11th. Red is a fact.
        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-11 10:00"), caseId, 2);
        await fixture.ReceiveAsync(Accepted(caseId, "2026-03-02 10:00"), caseId);

        await Eventually.Succeeds(() => LightsAsync(caseId, ("yellow", null), ("red", null)));
        (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("workingDaysLate").GetInt32().ShouldBe(2);
    }

    private async Task<Guid> LitAsync(params string[] rungs)
    {
        var caseId = await fixture.AcceptAsync("2026-03-02 10:00");
        await Eventually.Succeeds(() => LightsAsync(caseId, [.. rungs.Select(rung => (rung, (string?)null))]));
        return caseId;
    }

    private async Task LightsAsync(Guid caseId, params (string Rung, string? Withdrawn)[] expected) =>
        (await fixture.LightsOfAsync(caseId))
            .Select(light => (light.GetProperty("rung").GetString()!, light.GetProperty("withdrawnReason").GetString()))
            .ShouldBe(expected, ignoreOrder: true);
}
