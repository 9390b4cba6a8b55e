using System.Globalization;
using Efficiency.Appraisal.Domain;

namespace Efficiency.Appraisal.Tests;

public sealed class PointsTests
{
    private static readonly ScorePolicy ExampleCity = new(
        Guid.CreateVersion7(),
        Active: true,
        new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            ["UnitScore.Yellow"] = 0,
            ["UnitScore.YellowThreeRunning"] = -3,
            ["UnitScore.Red"] = -5,
            ["UnitScore.SecondRed"] = -10,
        },
        ScorePolicy.DefaultEarlyShare);

    // AMB-23: the amounts of the shipped profile example-city.
    [Theory]
    [InlineData(EntryKinds.LightYellow, "0")] // no points by itself, which is an amount, not the absence of one
    [InlineData(EntryKinds.YellowThreeRunning, "-3")]
    [InlineData(EntryKinds.LightRed, "-5")]
    [InlineData(EntryKinds.LightSecondRed, "-10")]
    [InlineData(EntryKinds.NoticeRepeated, null)] // counted, no amount decided
    [InlineData(EntryKinds.CompletedInTime, null)]
    [InlineData(EntryKinds.CompletedEarly, null)]
    [InlineData(EntryKinds.CompletedLate, null)] // the red light has cost its points already
    public void Fact_gives_the_points_of_its_policy(string kind, string? points) =>
        Points.For(kind, ExampleCity).ShouldBe(points is null ? null : decimal.Parse(points, CultureInfo.InvariantCulture));

    // AMB-23: a department's profile starts empty.
    [Fact]
    public void No_amount_gives_no_points_rather_than_zero() => Points.For(EntryKinds.LightRed, ScorePolicy.None).ShouldBeNull();

    // AMB-03: where the appraisal of units is not in force nothing is scored.
    [Fact]
    public void Inactive_regime_scores_nothing() =>
        Points.For(EntryKinds.LightRed, ExampleCity with { Active = false }).ShouldBeNull();

    // Decimals stay exact and unrounded.
    [Fact]
    public void Points_are_exact()
    {
        var policy = ExampleCity with
        {
            Amounts = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["UnitScore.Red"] = -0.1m },
        };
        Enumerable.Repeat(Points.For(EntryKinds.LightRed, policy)!.Value, 10).Sum().ShouldBe(-1.0m);
    }

    [Theory]
    [InlineData("yellow", EntryKinds.LightYellow)]
    [InlineData("red", EntryKinds.LightRed)]
    [InlineData("second-red", EntryKinds.LightSecondRed)]
    public void Rung_has_its_kind(string rung, string kind) => EntryKinds.OfRung(rung).ShouldBe(kind);

    [Fact]
    public void Unknown_rung_is_an_error() => Should.Throw<ArgumentOutOfRangeException>(() => EntryKinds.OfRung("green"));

    // PA-24: how a limit was kept.
    [Theory]
    [InlineData(true, "0", EntryKinds.CompletedEarly)]
    [InlineData(true, "0.8", EntryKinds.CompletedEarly)] // the share itself is still early
    [InlineData(true, "0.8001", EntryKinds.CompletedInTime)]
    [InlineData(true, "1", EntryKinds.CompletedInTime)]
    [InlineData(false, "1.05", EntryKinds.CompletedLate)]
    [InlineData(false, "0.2", EntryKinds.CompletedLate)] // late is late, whatever the share says
    public void Closing_has_its_kind(bool inTime, string usedShare, string kind) =>
        EntryKinds.OfClosing(inTime, decimal.Parse(usedShare, CultureInfo.InvariantCulture), ScorePolicy.DefaultEarlyShare)
            .ShouldBe(kind);
}
