using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Tests.Domain;

public sealed class LifecycleTests
{
    // Every state × act of every lifecycle: the moves that exist, all others refused.
    [Theory]
    [InlineData("draft", "approve", "approved")] // GV-09
    [InlineData("draft", "withdraw", "withdrawn")]
    [InlineData("approved", "approve", null)] // approved once
    [InlineData("approved", "withdraw", null)] // an approved version never changes
    [InlineData("withdrawn", "approve", null)]
    [InlineData("withdrawn", "withdraw", null)]
    public void Regulation_moves(string from, string act, string? to) => Moves(RegulationLifecycle.Table, from, act, to);

    [Theory]
    [InlineData("recorded", "return", "returned")] // AT-05
    [InlineData("recorded", "cancel", "cancelled")]
    [InlineData("returned", "return", null)]
    [InlineData("returned", "cancel", null)]
    [InlineData("cancelled", "return", null)]
    [InlineData("cancelled", "cancel", null)]
    public void Absence_moves(string from, string act, string? to) => Moves(AbsenceLifecycle.Table, from, act, to);

    [Theory]
    [InlineData("open", "withdraw", "closed")] // AMB-12
    [InlineData("closed", "withdraw", null)]
    public void Lead_moves(string from, string act, string? to) => Moves(LeadLifecycle.Table, from, act, to);

    [Fact]
    public void Every_edge_names_its_rule() =>
        new[] { RegulationLifecycle.Table, AbsenceLifecycle.Table, LeadLifecycle.Table }
            .SelectMany(t => t.Edges).ShouldAllBe(e => e.RuleId.Length > 0);

    private static void Moves(Lifecycle table, string from, string act, string? to)
    {
        var refusal = table.Move(from, act, out var next);
        (refusal is null).ShouldBe(to is not null);
        next.ShouldBe(to ?? from);
        (refusal?.Code).ShouldBe(to is null ? "illegal-move" : null);
    }
}
