using Efficiency.Deadlines.Domain;

namespace Efficiency.Deadlines.Tests.Domain;

public sealed class LifecycleTests
{
    public static TheoryData<string, string, string> Moves
    {
        get
        {
            var moves = new TheoryData<string, string, string>();
            foreach (var from in Enum.GetValues<DeadlineState>())
            {
                foreach (var fact in Enum.GetValues<Fact>())
                {
                    foreach (var to in Enum.GetValues<DeadlineState>())
                    {
                        moves.Add(Code.Of(from), Code.Of(fact), Code.Of(to));
                    }
                }
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void Move_is_allowed_exactly_where_the_table_has_it(string from, string fact, string to)
    {
        var allowed = Lifecycle.Edges.Any(edge => Code.Of(edge.From) == from && Code.Of(edge.Fact) == fact && Code.Of(edge.To) == to);

        var refusal = Lifecycle.Check(Code.Parse<DeadlineState>(from), Code.Parse<Fact>(fact), Code.Parse<DeadlineState>(to));

        (refusal is null).ShouldBe(allowed);
    }

    [Fact]
    public void What_is_closed_is_not_closed_again() =>
        Lifecycle.Check(DeadlineState.Closed, Fact.Completed, DeadlineState.Closed)!.Code.ShouldBe("deadline-already-closed");
}
