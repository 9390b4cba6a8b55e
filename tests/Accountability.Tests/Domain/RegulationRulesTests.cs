using System.Text.Json;
using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Tests.Domain;

public sealed class RegulationRulesTests
{
    private static readonly DateOnly Today = new(2026, 9, 21);

    // GV-09: from the day of issue at the earliest; decisions: never retroactive.
    [Theory]
    [InlineData("2026-09-20", "regulation-retroactive")] // yesterday
    [InlineData("2026-09-21", null)] // the day of approval itself
    [InlineData("2027-01-01", null)]
    public void First_day_is_never_before_the_approval(string inForceFrom, string? code) =>
        (RegulationRules.NotRetroactive(DateOnly.Parse(inForceFrom, null), Today)?.Code).ShouldBe(code);

    // The author can't approve, nor the same person behind another client.
    [Theory]
    [InlineData("a", 1, "b", 2, null)]
    [InlineData("a", 1, "a", 2, "second-person-needed")]
    [InlineData("a", 1, "b", 1, "second-person-needed")]
    [InlineData("a", 0, "b", 0, null)] // two systems without a person behind them
    public void Approver_is_a_second_person(string author, int authorStaff, string approver, int approverStaff, string? code) =>
        (RegulationRules.SecondPerson(author, Staff(authorStaff), approver, Staff(approverStaff))?.Code).ShouldBe(code);

    [Fact]
    public void Draft_tells_every_fault_at_once() => RegulationRules
        .CheckDraft(Content(["FI", "ZZ"], ("Warning.Threshold", "0"), ("X", "1")), inherits: false, new(2026, 1, 1), Today)
        .Select(r => r.Code)
        .ShouldBe(["regime-unknown", "policy-value-out-of-range", "policy-key-unknown", "regulation-retroactive"]);

    [Theory]
    [InlineData(false, "regime-needed")]
    [InlineData(true, null)] // GV-14: forwards the superior's document as it is
    public void Regimes_may_be_empty_only_when_inherited(bool inherits, string? code) =>
        RegulationRules.CheckDraft(Content([]), inherits, Today, Today).Select(r => r.Code).ShouldBe(code is null ? [] : [code]);

    // GV-14: a superior's document applies with force; the unit may add regimes and set its own values.
    [Fact]
    public void Inherited_content_is_resolved_with_the_units_own_on_top()
    {
        var superior = RegulationRules.Resolve(
            Content(["PR", "TL"], ("Lights.YellowWorkingDays", "3"), ("Warning.Threshold", "5")), superior: null);
        var effective = RegulationRules.Resolve(Content(["FI"], ("Warning.Threshold", "2")), superior);

        effective.Regimes.ShouldBe(["PR", "FI", "TL"]);
        effective.Values["Warning.Threshold"].GetInt32().ShouldBe(2); // own
        effective.Values["Lights.YellowWorkingDays"].GetInt32().ShouldBe(3); // inherited
        effective.Values["Lights.SecondRedWorkingDays"].GetInt32().ShouldBe(5); // default
        effective.Values.ShouldNotContainKey("UnitScore.Red"); // AMB-23: nobody set an amount
    }

    [Theory]
    [InlineData("2026-09-30", 0)] // before the first
    [InlineData("2026-10-01", 1)]
    [InlineData("2026-10-31", 1)]
    [InlineData("2026-11-01", 3)] // two begin on one day: the higher number holds
    [InlineData("2027-06-01", 3)]
    public void Version_in_force_is_the_latest_that_has_begun(string day, int number)
    {
        ApprovedVersion[] versions =
        [
            new(Guid.CreateVersion7(), 1, new(2026, 10, 1)),
            new(Guid.CreateVersion7(), 2, new(2026, 11, 1)),
            new(Guid.CreateVersion7(), 3, new(2026, 11, 1)),
        ];
        (RegulationRules.InForce(versions, DateOnly.Parse(day, null))?.Number ?? 0).ShouldBe(number);
    }

    private static Guid? Staff(int number) => number == 0 ? null : new Guid(number, 0, 0, new byte[8]);

    private static RegulationContent Content(string[] regimes, params (string Key, string Json)[] values) =>
        new(regimes, values.ToDictionary(v => v.Key, v => JsonSerializer.Deserialize<JsonElement>(v.Json), StringComparer.Ordinal));
}
