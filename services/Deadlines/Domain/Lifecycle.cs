using System.Runtime.InteropServices;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

internal enum DeadlineState
{
    Running,
    Paused,
    Closed,
}

/// <summary>What can become known about the matter that a limit is on.</summary>
internal enum Fact
{
    Paused,
    Resumed,
    Completed,
}

/// <summary>A fact that has just become known.</summary>
/// <param name="OccurredAt">When it took effect.</param>
/// <param name="Since">From when on it changes things: for the end of a pause the pause's beginning.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LearntFact(Fact Kind, DateTimeOffset OccurredAt, DateTimeOffset Since);

/// <summary>
/// Every move of a limit, with the rule that allows it. Which of the targets a fact leads to is a matter of when it
/// occurred (<see cref="Standing"/>); a move that is not in the table is refused.
/// </summary>
internal static class Lifecycle
{
    public static readonly IReadOnlyList<Edge> Edges =
    [
        new(DeadlineState.Running, Fact.Paused, DeadlineState.Paused, "LAW-03"),
        // Paused only after the limit had run out: what is missed stays missed.
        new(DeadlineState.Running, Fact.Paused, DeadlineState.Running, "AMB-12"),
        new(DeadlineState.Running, Fact.Resumed, DeadlineState.Running, "LAW-03"),
        new(DeadlineState.Running, Fact.Completed, DeadlineState.Closed, "TL-01"),
        // A second reason while the first still holds.
        new(DeadlineState.Paused, Fact.Paused, DeadlineState.Paused, "LAW-03"),
        new(DeadlineState.Paused, Fact.Resumed, DeadlineState.Running, "LAW-03"),
        new(DeadlineState.Paused, Fact.Resumed, DeadlineState.Paused, "LAW-03"),
        new(DeadlineState.Paused, Fact.Completed, DeadlineState.Closed, "TL-01"),
        // Occurred before the end, heard of after it.
        new(DeadlineState.Closed, Fact.Paused, DeadlineState.Closed, "LAW-03"),
        new(DeadlineState.Closed, Fact.Resumed, DeadlineState.Closed, "LAW-03"),
    ];

    public static Refusal? Check(DeadlineState from, Fact fact, DeadlineState to) =>
        Edges.Any(edge => edge.From == from && edge.Fact == fact && edge.To == to) ? null : Refusals.AlreadyClosed;

    internal sealed record Edge(DeadlineState From, Fact Fact, DeadlineState To, string RuleId);
}
