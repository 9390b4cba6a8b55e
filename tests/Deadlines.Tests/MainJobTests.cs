using System.Text.Json;
using Efficiency.TestKit;
using static Efficiency.Deadlines.Tests.DeadlinesFixture;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests;

/// <summary>The case of Thursday 2026-09-24 through the front door: limits by event, lights by the sweep, answers by HTTP.</summary>
public sealed class MainJobTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    [Fact]
    public async Task Accepted_case_has_its_lights_in_time_and_is_closed_one_working_day_late()
    {
        await fixture.CalendarAsync();
        var caseId = await fixture.AcceptAsync("2026-09-24 10:00");

        var limit = (await fixture.LimitsOfAsync(caseId)).ShouldHaveSingleItem();
        limit.GetProperty("limitKind").GetString().ShouldBe("promised");
        Instant(limit, "dueAt").ShouldBe(At("2026-10-09 17:30"));
        limit.GetProperty("dueDay").GetString().ShouldBe("2026-10-09");
        limit.GetProperty("provisional").GetBoolean().ShouldBeFalse();

        // One second before the opening of the 8th there is no light; at the opening there is one.
        fixture.Service.MoveTo(At("2026-10-08 08:29:59"));
        await fixture.SweptAsync();
        (await fixture.LightsOfAsync(caseId)).ShouldBeEmpty();
        fixture.Service.MoveTo(At("2026-10-08 08:30"));
        await RungsAsync(caseId, "yellow");

        fixture.Service.MoveTo(At("2026-10-09 17:29:59"));
        await fixture.SweptAsync();
        await RungsAsync(caseId, "yellow");
        fixture.Service.MoveTo(At("2026-10-09 17:30"));
        await RungsAsync(caseId, "yellow", "red");
        (await fixture.GetAsync($"deadlines?unitId={Bureau}&light=red&subjectId={caseId}")).GetProperty("items").GetArrayLength().ShouldBe(1);

        fixture.Service.MoveTo(At("2026-10-10 10:00"));
        await fixture.ReceiveAsync(Completed(caseId, "2026-10-10 10:00"), caseId, 2);

        var closed = (await fixture.LimitsOfAsync(caseId)).Single();
        closed.GetProperty("state").GetString().ShouldBe("closed");
        closed.GetProperty("inTime").GetBoolean().ShouldBeFalse();
        closed.GetProperty("workingDaysLate").GetInt32().ShouldBe(1);
        closed.GetProperty("usedShare").GetDecimal().ShouldBe(1.0429m);

        // The second red would stand for the 15th: a finished case gets none.
        fixture.Service.MoveTo(At("2026-10-20 10:00"));
        await fixture.SweptAsync();
        await RungsAsync(caseId, "yellow", "red");
        (await fixture.EventsAsync("deadlines.light-raised", caseId)).ShouldBe(2);
        (await fixture.EventsAsync("deadlines.deadline-closed", caseId)).ShouldBe(1);
        (await fixture.Service.ScalarAsync<long>(
            "select count(*) from audit where action = 'deadlines.light-raised' and detail->>'subjectId' = $1", caseId.ToString())).ShouldBe(2);
    }

    [Fact]
    public async Task Explanation_says_day_by_day_why_in_both_languages()
    {
        await fixture.CalendarAsync();
        var caseId = await fixture.AcceptAsync("2026-09-24 10:00");
        var id = (await fixture.LimitsOfAsync(caseId)).Single().GetProperty("id").GetGuid();

        var explanation = await fixture.GetAsync($"deadlines/{id}/explanation");

        var days = explanation.GetProperty("days").EnumerateArray().ToArray();
        days.Length.ShouldBe(16);
        Chinese(days[0]).ShouldBe("起算之日，不计入期限");
        Chinese(days[1]).ShouldBe("中秋放假，不计");
        Chinese(days[4]).ShouldBe("第1个工作日");
        Chinese(days[7]).ShouldBe("国庆节放假，不计");
        Chinese(days[15]).ShouldBe("第5个工作日；期限届满日，17:30截止");
        days[15].GetProperty("text").GetProperty("en").GetString().ShouldBe("Working day 5; due day, ends at 17:30");
        explanation.GetProperty("officeHours")[0].GetProperty("source").GetString().ShouldBe("city-default");
        explanation.GetProperty("summary").GetProperty("zh").GetString()
            .ShouldBe("2026-09-24 10:00起算，期限5个工作日，2026-10-09 17:30前办结为按时。");

        static string? Chinese(JsonElement day) => day.GetProperty("text").GetProperty("zh").GetString();
    }

    private async Task RungsAsync(Guid caseId, params string[] rungs) => await Eventually.Succeeds(async () =>
        (await fixture.LightsOfAsync(caseId)).Select(light => light.GetProperty("rung").GetString()!).ShouldBe(rungs, ignoreOrder: true));

    private static DateTimeOffset Instant(JsonElement element, string name) => element.GetProperty(name).GetDateTimeOffset();
}
