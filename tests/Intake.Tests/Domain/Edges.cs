using Efficiency.Intake.Domain;

namespace Efficiency.Intake.Tests.Domain;

/// <summary>A transition table as lines: from, act, to, rule.</summary>
internal static class Edges
{
    public static IEnumerable<string> Of<TStatus, TAct>(Lifecycle<TStatus, TAct> lifecycle)
        where TStatus : struct, Enum
        where TAct : struct, Enum =>
        lifecycle.Moves.Select(move => $"{Code.Of(move.From)} {Code.Of(move.Act)} {Code.Of(move.To)} {move.RuleId}");
}
