using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>One allowed move of a lifecycle and the rule that allows it.</summary>
internal sealed record Edge(string From, string Act, string To, string RuleId);

/// <summary>
/// A lifecycle as one table: what is not in the table is refused with <c>illegal-move</c>, never ignored. States and acts are
/// kebab-case, as stored and as sent.
/// </summary>
internal sealed class Lifecycle(string subject, string ruleId, params IReadOnlyList<Edge> edges)
{
    public IReadOnlyList<Edge> Edges { get; } = edges;

    /// <summary>The state after the act, or the refusal of the act.</summary>
    public Refusal? Move(string state, string act, out string next)
    {
        var edge = Edges.FirstOrDefault(e =>
            string.Equals(e.From, state, StringComparison.Ordinal) && string.Equals(e.Act, act, StringComparison.Ordinal));
        next = edge?.To ?? state;
        return edge is null ? Refusals.IllegalMove(ruleId, subject, act, state) : null;
    }
}
