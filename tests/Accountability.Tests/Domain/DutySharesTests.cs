using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Tests.Domain;

/// <summary>AMB-12: a lead shows how much of the limit each holder used; it judges nobody.</summary>
public sealed class DutySharesTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 24, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly Guid Chen = Guid.CreateVersion7();
    private static readonly Guid Lin = Guid.CreateVersion7();

    [Theory]
    [InlineData("red", true)]
    [InlineData("second-red", true)]
    [InlineData("yellow", false)] // only warns
    public void Red_lights_open_leads(string rung, bool opens) => LeadLifecycle.Opens(rung).ShouldBe(opens);

    [Fact]
    public void Shares_follow_the_time_that_each_held_the_duty() => Shown(10, 10,
        (0, 4, Chen, "holder"), (4, 10, Lin, "stand-in")).ShouldBe("0..4 0.4, 4..10 0.6");

    [Fact]
    public void Neighbouring_spans_of_one_holder_are_one() => Shown(10, 10,
        (0, 4, Chen, "holder"), (4, 6, Chen, "holder"), (6, 10, Lin, "stand-in")).ShouldBe("0..6 0.6, 6..10 0.4");

    // The same person in another capacity stays apart: AB-08 looks at the capacity.
    [Fact]
    public void Capacity_keeps_spans_apart() => Shown(10, 10,
        (0, 5, Chen, "stand-in"), (5, 10, Chen, "holder")).ShouldBe("0..5 0.5, 5..10 0.5");

    // A second red looks at the time after the due instant as well, which is no part of the limit.
    [Fact]
    public void Time_after_the_due_instant_has_no_share() => Shown(10, 20,
        (0, 10, Chen, "holder"), (10, 20, Lin, "holder")).ShouldBe("0..10 1, 10..20 0");

    [Fact]
    public void Cuts_fall_where_something_changes() => DutyShares
        .Cut(Start, Start.AddDays(10), [At(-5, 3), At(3, 7), At(7, 99), At(20, 30)])
        .Select(p => (p.From - Start).TotalDays).ShouldBe([0, 3, 7]);

    private static string Shown(int due, int until, params (int From, int To, Guid Staff, string Capacity)[] spans)
    {
        var shares = DutyShares.Of(
            spans.Select(s => new DutySpan(At(s.From, s.To), s.Staff, s.Capacity)), Start, Start.AddDays(due));
        shares[^1].Span.Period.To.ShouldBe(Start.AddDays(until));
        return string.Join(", ", shares.Select(s =>
            $"{(s.Span.Period.From - Start).TotalDays}..{(s.Span.Period.To!.Value - Start).TotalDays} {s.Share.ToString("0.####", null)}"));
    }

    private static Period At(int from, int to) => new(Start.AddDays(from), Start.AddDays(to));
}
