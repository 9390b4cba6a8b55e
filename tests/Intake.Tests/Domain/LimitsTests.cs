using CsCheck;
using Efficiency.Contracts.Intake;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Tests.Domain;

/// <summary>TL-01, TL-08, TL-09, TL-17, AMB-08, LAW-02.</summary>
public sealed class LimitsTests
{
    [Theory]
    // AMB-08: an item without a limit of its own gets 15 working days.
    [InlineData("management-service", "", "promised 15 working-days TL-09")]
    // TL-09: it fixes its own, here 5.
    [InlineData("management-service", "promised 5 working-days", "promised 5 working-days TL-09")]
    // Both ends of 1..15 are inside.
    [InlineData("management-service", "promised 1 working-days", "promised 1 working-days TL-09")]
    [InlineData("management-service", "promised 15 working-days", "promised 15 working-days TL-09")]
    // TL-09: where a limit is prescribed, that one runs, however long.
    [InlineData("management-service", "statutory 60 calendar-days LAW-07", "statutory 60 calendar-days LAW-07")]
    // TL-04: a promise beside the law's limit runs beside it.
    [InlineData("management-service", "statutory 20 working-days LAW-06; promised 10 working-days",
        "statutory 20 working-days LAW-06; promised 10 working-days TL-04")]
    // LAW-02: a licence has 20 working days whether written or not.
    [InlineData("administrative-licence", "", "statutory 20 working-days LAW-02")]
    [InlineData("administrative-licence", "promised 5 working-days",
        "statutory 20 working-days LAW-02; promised 5 working-days TL-04")]
    // A shorter statutory limit of a licence needs no other basis.
    [InlineData("administrative-licence", "statutory 10 working-days", "statutory 10 working-days LAW-02")]
    // LAW-02: joint handling has 45, with its basis.
    [InlineData("administrative-licence", "statutory 45 working-days LAW-02", "statutory 45 working-days LAW-02")]
    // A promise that is as long as the law is not laxer than the law.
    [InlineData("administrative-licence", "promised 20 working-days",
        "statutory 20 working-days LAW-02; promised 20 working-days TL-04")]
    public void Limits_of_an_item_are_filled_by_the_rules(string kind, string drafts, string effective)
    {
        var parsed = Parse(drafts);
        Limits.Check(Code.Parse<ItemKind>(kind), parsed).ShouldBeEmpty();
        Show(Limits.Effective(Code.Parse<ItemKind>(kind), parsed)).ShouldBe(effective);
    }

    [Theory]
    // TL-09, AMB-08: one above the end.
    [InlineData("management-service", "promised 16 working-days", "own-limit-too-long TL-09 limits[0].amount")]
    [InlineData("management-service", "promised 0 working-days", "limit-not-positive TL-01 limits[0].amount")]
    [InlineData("management-service", "promised -1 working-days", "limit-not-positive TL-01 limits[0].amount")]
    // AMB-08 counts in working days; a month could be longer than 15 of them.
    [InlineData("management-service", "promised 1 months", "own-limit-in-working-days TL-09 limits[0].unit")]
    // A prescribed limit says who prescribed it.
    [InlineData("management-service", "statutory 30 working-days", "statutory-limit-without-basis TL-01 limits[0].basis")]
    // LAW-02: more than 20 for a licence needs its law.
    [InlineData("administrative-licence", "statutory 21 working-days", "statutory-limit-without-basis TL-01 limits[0].basis")]
    // A promise may only be stricter than the law: laxer by one day, beside the unwritten limit of a licence too.
    [InlineData("administrative-licence", "promised 21 working-days", "promise-laxer-than-law TL-17 limits[0].amount")]
    [InlineData("management-service", "statutory 5 working-days X; promised 6 working-days",
        "promise-laxer-than-law TL-17 limits[1].amount")]
    // Whether 10 calendar days are stricter than 10 working days is sure, but not which of 30 and 20 is: one unit.
    [InlineData("administrative-licence", "promised 30 calendar-days", "promise-in-another-unit TL-17 limits[0].unit")]
    // One limit of a kind.
    [InlineData("management-service", "promised 5 working-days; promised 6 working-days", "limit-twice TL-01 limits[1].kind")]
    // All errors at once.
    [InlineData("management-service", "promised 16 working-days; promised 0 working-days; statutory 1 months",
        "limit-not-positive TL-01 limits[1].amount; limit-twice TL-01 limits[1].kind; "
        + "statutory-limit-without-basis TL-01 limits[2].basis; promise-in-another-unit TL-17 limits[0].unit")]
    public void Limits_against_the_rules_are_refused_with_every_reason(string kind, string drafts, string refusals) =>
        string.Join("; ", Limits.Check(Code.Parse<ItemKind>(kind), Parse(drafts))
            .Select(refusal => $"{refusal.Code} {refusal.RuleId} {refusal.Field}")).ShouldBe(refusals);

    [Fact]
    public void Promise_that_passes_is_never_laxer_than_the_law()
    {
        var draft = Gen.Select(
            Gen.Enum<LimitKind>(), Gen.Int[-2, 60], Gen.Enum<LimitUnit>(), Gen.Bool,
            (kind, amount, unit, based) => new LimitDraft(kind, amount, unit, based ? "LAW-02" : null));
        Gen.Select(Gen.Enum<ItemKind>(), draft.Array[0, 3]).Sample((kind, drafts) =>
        {
            if (Limits.Check(kind, drafts).Count > 0)
            {
                return;
            }
            var effective = Limits.Effective(kind, drafts);
            effective.ShouldNotBeEmpty();
            effective.ShouldAllBe(limit => limit.Amount >= 1 && limit.Basis.Length > 0);
            var statutory = effective.FirstOrDefault(limit => limit.Kind is "statutory");
            var promised = effective.FirstOrDefault(limit => limit.Kind is "promised");
            if (statutory is not null && promised is not null)
            {
                promised.Unit.ShouldBe(statutory.Unit);
                promised.Amount.ShouldBeLessThanOrEqualTo(statutory.Amount);
            }
            else if (promised is not null)
            {
                promised.Unit.ShouldBe("working-days");
                promised.Amount.ShouldBeInRange(1, 15);
            }
        });
    }

    private static List<LimitDraft> Parse(string drafts) =>
        [.. drafts.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')).Select(parts =>
            new LimitDraft(
                Code.Parse<LimitKind>(parts[0]),
                int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
                Code.Parse<LimitUnit>(parts[2]),
                parts.ElementAtOrDefault(3)))];

    private static string Show(IEnumerable<LimitPromise> limits) =>
        string.Join("; ", limits.Select(limit => $"{limit.Kind} {limit.Amount} {limit.Unit} {limit.Basis}"));
}
