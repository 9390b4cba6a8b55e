using System.Text.Json;
using Efficiency.TestKit;

namespace Efficiency.Appraisal.Tests;

/// <summary>AMB-23: amounts are data, and what counts is the policy in force on the day of the fact.</summary>
public sealed class PolicyTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    private static readonly DateTimeOffset September = new(2026, 9, 10, 17, 30, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset October = new(2026, 10, 9, 17, 30, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Fact_is_valued_by_the_policy_of_its_day_not_of_its_arrival()
    {
        var unit = await appraisal.NewUnitAsync();
        await ActivateAsync(unit, number: 1, new DateOnly(2026, 10, 1), red: -8);
        await appraisal.RaiseAsync(unit, "red", October);
        await appraisal.LedgerAsync(unit, lines: 1);
        await appraisal.RaiseAsync(unit, "red", September);

        AppraisalService.Told(await appraisal.LedgerAsync(unit, lines: 2)).ShouldBe("light-red -8, light-red -5");
    }

    // Approved in time, delivered late: the facts of its days are valued anew, each by a pair of lines.
    [Fact]
    public async Task Policy_that_arrives_after_the_fact_revalues_it()
    {
        appraisal.Service.MoveTo(October.AddHours(1));
        var unit = await appraisal.NewUnitAsync();
        await appraisal.RaiseAsync(unit, "red", September);
        await appraisal.RaiseAsync(unit, "red", October);
        await appraisal.LedgerAsync(unit, lines: 2);
        await ActivateAsync(unit, number: 1, new DateOnly(2026, 10, 1), red: -8);

        var ledger = await appraisal.LedgerAsync(unit, lines: 4);
        AppraisalService.Told(ledger).ShouldBe("light-red -5, light-red -5, policy-arrived 5, light-red -8");
        // The line of October is the one that was taken back.
        ledger[2].GetProperty("reversesEntryId").GetGuid().ShouldBe(ledger[1].GetProperty("id").GetGuid());
        var revalued = await appraisal.EntryAsync(ledger[3].GetProperty("id").GetGuid());
        revalued.GetProperty("restsOn")[0].GetProperty("id").GetGuid().ShouldBe(ledger[1].GetProperty("id").GetGuid());
        revalued.GetProperty("entry").GetProperty("source").GetProperty("eventName").GetString()
            .ShouldBe("accountability.policy-version-activated");
    }

    [Fact]
    public async Task Light_revalued_is_taken_back_at_its_new_value()
    {
        appraisal.Service.MoveTo(October.AddHours(1));
        var unit = await appraisal.NewUnitAsync();
        var light = await appraisal.RaiseAsync(unit, "red", October);
        await appraisal.LedgerAsync(unit, lines: 1);
        await ActivateAsync(unit, number: 1, new DateOnly(2026, 10, 1), red: -8);
        await appraisal.LedgerAsync(unit, lines: 3);
        await appraisal.WithdrawAsync(light);

        AppraisalService.Told(await appraisal.LedgerAsync(unit, lines: 4))
            .ShouldBe("light-red -5, policy-arrived 5, light-red -8, light-withdrawn 8");
    }

    // AMB-03: an inactive regime scores nothing; the fact itself is kept.
    [Fact]
    public async Task Unit_without_unit_appraisal_gets_no_points()
    {
        var unit = await appraisal.NewUnitAsync();
        await appraisal.ActivateAsync(unit, 1, new DateOnly(2026, 1, 1), AppraisalService.ExampleCity(), "PA");
        await appraisal.RaiseAsync(unit, "red", October);

        AppraisalService.Told(await appraisal.LedgerAsync(unit, lines: 1)).ShouldBe("light-red null");
    }

    private Task ActivateAsync(Guid unit, int number, DateOnly inForceFrom, decimal red)
    {
        var values = AppraisalService.ExampleCity();
        values["UnitScore.Red"] = JsonSerializer.SerializeToElement(red);
        return appraisal.ActivateAsync(unit, number, inForceFrom, values);
    }
}
