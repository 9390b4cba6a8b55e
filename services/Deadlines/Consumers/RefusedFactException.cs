using Efficiency.Contracts;

namespace Efficiency.Deadlines.Consumers;

/// <summary>
/// A fact that no rule allows, for example a second completion. Consumers refuse nothing to anybody: the event moves to the
/// error queue with this reason, for people to look at.
/// </summary>
internal sealed class RefusedFactException(Refusal refusal)
    : Exception(string.Join(' ', new[] { refusal.Code, refusal.RuleId }
        .Concat(refusal.Arguments?.Select(argument => $"{argument.Key}={argument.Value}") ?? [])));
