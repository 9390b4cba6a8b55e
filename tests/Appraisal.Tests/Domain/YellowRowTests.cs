using CsCheck;
using Efficiency.Appraisal.Domain;

namespace Efficiency.Appraisal.Tests;

/// <summary>AMB-23: three yellow lights of one unit in a row. Letters are limits; upper case a yellow light, lower case an end in time.</summary>
public sealed class YellowRowTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("AB", "")] // two are no row
    [InlineData("ABC", "ABC")]
    [InlineData("ABCD", "ABC")] // the fourth begins a new count
    [InlineData("ABCDEF", "ABC DEF")]
    [InlineData("ABxC", "")] // x was done without a light: not in a row
    [InlineData("ABxCDE", "CDE")]
    [InlineData("ABbC", "ABC")] // b had its light and was done then: breaks nothing
    [InlineData("ABaCb", "ABC")]
    [InlineData("xABC", "ABC")] // before the row
    [InlineData("ABCx", "ABC")] // after it
    [InlineData("ABcC", "ABC")] // an end that came before its own light counts as lit
    [InlineData("", "")]
    public void Row_is_found(string story, string rows) => Rows(Lights(story), Closings(story)).ShouldBe(rows);

    [Fact]
    public void End_at_the_instant_of_a_light_comes_first()
    {
        var lights = Lights("ABC");
        Rows(lights, [new TimelyClosing(Id('x'), lights[2].At)]).ShouldBeEmpty();
    }

    [Fact]
    public void Order_of_arrival_and_repetition_of_ends_change_nothing() =>
        Gen.Int[0, 7].Array[0, 24].Select(Story).Select(Gen.Int, (story, seed) => (story, seed)).Sample(example =>
        {
            var (story, seed) = example;
            var random = new Random(seed);
            var lights = Lights(story).ToArray();
            var closings = Closings(story).Concat(Closings(story)).ToArray();
            random.Shuffle(lights);
            random.Shuffle(closings);
            return Rows(lights, closings) == Rows(Lights(story), Closings(story));
        });

    [Fact]
    public void No_light_stands_in_two_rows() => Gen.Int[0, 7].Array[0, 24].Select(Story).Sample(story =>
    {
        var counted = YellowRow.Of(Lights(story), Closings(story)).SelectMany(row => row).Select(light => light.LightId).ToArray();
        return counted.Distinct().Count() == counted.Length && counted.Length % YellowRow.Length == 0;
    });

    [Fact]
    public void Another_end_never_makes_more_rows() => Gen.Int[0, 7].Array[0, 24].Select(Story)
        .Sample(story => YellowRow.Of(Lights(story), Closings(story)).Count <= YellowRow.Of(Lights(story), []).Count);

    /// <summary>Each limit has at most one light and one end.</summary>
    private static string Story(int[] numbers) => string.Concat(numbers
        .Select((number, place) => (number < 4 ? 'A' : 'a', (place + number) % 12))
        .Select(act => (char)(act.Item1 + act.Item2))
        .Distinct());

    private static string Rows(IReadOnlyCollection<YellowLight> lights, IReadOnlyCollection<TimelyClosing> closings) => string.Join(
        ' ',
        YellowRow.Of(lights, closings).Select(row => string.Concat(row.Select(light => (char)light.DeadlineId.ToByteArray()[0]))));

    private static YellowLight[] Lights(string story) =>
        [.. Acts(story).Where(act => char.IsUpper(act.Letter)).Select(act => new YellowLight(Id(act.Letter), Id(act.Letter), Id(act.Letter), act.At))];

    private static TimelyClosing[] Closings(string story) =>
        [.. Acts(story).Where(act => char.IsLower(act.Letter)).Select(act => new TimelyClosing(Id(char.ToUpperInvariant(act.Letter)), act.At))];

    private static IEnumerable<(char Letter, DateTimeOffset At)> Acts(string story) =>
        story.Select((letter, place) => (letter, Start.AddHours(place)));

    private static Guid Id(char letter) => new((int)letter, 0, 0, new byte[8]);
}
