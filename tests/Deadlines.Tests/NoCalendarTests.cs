using static Efficiency.Deadlines.Tests.DeadlinesFixture;

namespace Efficiency.Deadlines.Tests;

public sealed class NoCalendarTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    [Fact]
    public async Task Facts_that_come_before_any_calendar_wait_for_it()
    {
        var caseId = Guid.CreateVersion7();
        var licence = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Accepted(caseId, "2026-03-02 10:00"), caseId);
        await fixture.ReceiveAsync(Completed(caseId, "2026-03-10 10:00"), caseId, 2);
        await fixture.ReceiveAsync(Registered(licence, "2026-03-02 10:00"), licence);
        await fixture.ReceiveAsync(Accepted(licence, "2026-03-04 10:00", [], "administrative-licence"), licence, 2);
        (await fixture.Service.ScalarAsync<long>("select count(*) from deadline")).ShouldBe(0);
        (await fixture.Service.ScalarAsync<long>("select count(*) from early")).ShouldBe(4);

        await fixture.CalendarAsync();

        (await fixture.Service.ScalarAsync<long>("select count(*) from early")).ShouldBe(0);
        (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("workingDaysLate").GetInt32().ShouldBe(1);
        (await fixture.LimitsOfAsync(licence)).Select(limit => limit.GetProperty("limitKind").GetString()).ShouldBe(["acceptance", "statutory"]);
    }
}
