using System.Text.Json;
using Efficiency.Contracts.Deadlines;

namespace Efficiency.Appraisal.Tests;

/// <summary>AMB-23: three yellow lights in a row, whatever the order in which the facts arrive.</summary>
public sealed class YellowRowServiceTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 30, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Third_yellow_in_a_row_costs_the_unit_and_names_the_three()
    {
        var unit = await appraisal.NewUnitAsync();
        for (var day = 0; day < 3; day++)
        {
            await appraisal.RaiseAsync(unit, "yellow", Monday.AddDays(day));
        }

        var ledger = await appraisal.LedgerAsync(unit, lines: 4);
        Standing(ledger).ShouldBe("yellow-three-running -3");
        var row = await appraisal.EntryAsync(Row(ledger).Single());
        row.GetProperty("restsOn").GetArrayLength().ShouldBe(3);
        row.GetProperty("restsOn").EnumerateArray().Select(line => line.GetProperty("kind").GetString())
            .ShouldAllBe(kind => kind == "light-yellow");
    }

    [Fact]
    public async Task Limit_kept_in_between_that_becomes_known_later_takes_the_row_back()
    {
        var unit = await appraisal.NewUnitAsync();
        for (var day = 0; day < 3; day++)
        {
            await appraisal.RaiseAsync(unit, "yellow", Monday.AddDays(day));
        }

        await appraisal.LedgerAsync(unit, lines: 4);
        await appraisal.CloseAsync(unit, Monday.AddDays(1).AddHours(2));

        var ledger = await appraisal.LedgerAsync(unit, lines: 6);
        Standing(ledger).ShouldBeEmpty();
        ledger[^1].GetProperty("kind").GetString().ShouldBe("row-changed");
    }

    [Fact]
    public async Task Yellow_withdrawn_takes_the_row_back_and_the_next_makes_it_again()
    {
        var unit = await appraisal.NewUnitAsync();
        var first = await appraisal.RaiseAsync(unit, "yellow", Monday);
        await appraisal.RaiseAsync(unit, "yellow", Monday.AddDays(1));
        await appraisal.RaiseAsync(unit, "yellow", Monday.AddDays(2));
        await appraisal.LedgerAsync(unit, lines: 4);
        await appraisal.WithdrawAsync(first);
        Standing(await appraisal.LedgerAsync(unit, lines: 6)).ShouldBeEmpty();
        await appraisal.RaiseAsync(unit, "yellow", Monday.AddDays(3));

        Standing(await appraisal.LedgerAsync(unit, lines: 8)).ShouldBe("yellow-three-running -3");
    }

    [Fact]
    public async Task Order_of_arrival_does_not_matter()
    {
        var story = new List<Func<Guid, Task>>();
        for (var day = 0; day < 7; day++)
        {
            var at = Monday.AddDays(day);
            story.Add(unit => appraisal.RaiseAsync(unit, "yellow", at));
        }

        // Breaks after the fourth: one row of three before it, one after it.
        story.Add(unit => appraisal.CloseAsync(unit, Monday.AddDays(3).AddHours(3)));
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var unit = await appraisal.NewUnitAsync();
            var order = story.ToArray();
            new Random(seed).Shuffle(order);
            foreach (var send in order)
            {
                await send(unit);
            }

            await TestKit.Eventually.AsyncUntil(
                () => appraisal.LedgerAsync(unit),
                ledger => Standing(ledger) == "yellow-three-running -3, yellow-three-running -3"
                    && ledger.Count(line => line.GetProperty("kind").GetString() is "light-yellow") == 7
                    && ledger.Any(line => line.GetProperty("kind").GetString() is "completed-in-time"));
        }
    }

    // Two instances take the same unit's facts at the same time, from two queues each.
    [Fact]
    public async Task Instances_side_by_side_count_each_row_once()
    {
        await using var replica = await appraisal.Service.ReplicaAsync();
        var unit = await appraisal.NewUnitAsync();
        var sent = Enumerable.Range(0, 12).Select(hour => SendAsync(AppraisalService.Light(unit, "yellow", Monday.AddHours(hour))))
            .Concat(Enumerable.Range(0, 6).Select(hour => appraisal.CloseAsync(unit, Monday.AddHours(-1 - hour))));
        await Task.WhenAll(sent);

        var ledger = await TestKit.Eventually.AsyncUntil(
            () => appraisal.LedgerAsync(unit), lines => Row(lines).Count() == 4 && Count(lines, "light-yellow") == 12);
        Count(ledger, "completed-in-time").ShouldBe(6);
        Standing(ledger).ShouldBe(string.Join(", ", Enumerable.Repeat("yellow-three-running -3", 4)));

        Task SendAsync(LightRaised light) => appraisal.SendAsync(light);
    }

    private static int Count(JsonElement[] ledger, string kind) =>
        ledger.Count(line => string.Equals(line.GetProperty("kind").GetString(), kind, StringComparison.Ordinal));

    /// <summary>Lines for rows that no other line takes back.</summary>
    private static string Standing(JsonElement[] ledger)
    {
        var rows = Row(ledger).ToHashSet();
        return AppraisalService.Told(ledger.Where(line => rows.Contains(line.GetProperty("id").GetGuid())));
    }

    private static IEnumerable<Guid> Row(JsonElement[] ledger)
    {
        var takenBack = ledger.Select(line => line.GetProperty("reversesEntryId"))
            .Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetGuid()).ToHashSet();
        return ledger.Where(line => line.GetProperty("kind").GetString() is "yellow-three-running")
            .Select(line => line.GetProperty("id").GetGuid()).Where(id => !takenBack.Contains(id));
    }
}
