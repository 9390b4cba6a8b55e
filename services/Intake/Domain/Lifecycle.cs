namespace Efficiency.Intake.Domain;

/// <summary>One edge of a lifecycle and the rule that allows it.</summary>
internal sealed record Move<TStatus, TAct>(TStatus From, TAct Act, TStatus To, string RuleId)
    where TStatus : struct, Enum
    where TAct : struct, Enum;

/// <summary>
/// The one transition table of an aggregate. What stands in no row is not possible: the aggregate refuses it, it never
/// ignores it.
/// </summary>
internal sealed class Lifecycle<TStatus, TAct>(params Move<TStatus, TAct>[] moves)
    where TStatus : struct, Enum
    where TAct : struct, Enum
{
    public IReadOnlyList<Move<TStatus, TAct>> Moves { get; } = moves;

    /// <summary>The edge for an act in a status, or null where the act is not possible.</summary>
    public Move<TStatus, TAct>? Find(TStatus from, TAct act) =>
        Array.Find(moves, move =>
            EqualityComparer<TStatus>.Default.Equals(move.From, from)
            && EqualityComparer<TAct>.Default.Equals(move.Act, act));
}
