using System.Text.Json;
using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>One setting of a regulation: what it may hold, which rules it serves, and what holds where nobody sets it.</summary>
/// <param name="Name">Stable, for example <c>Lights.YellowWorkingDays</c>.</param>
/// <param name="RuleIds">The rules that the setting serves; the first is cited when a value is refused. Never empty.</param>
/// <param name="Default">Null where an unset value means "not stated" (amounts start empty, AMB-23).</param>
internal sealed record PolicyKey(string Name, PolicyShape Shape, IReadOnlyList<string> RuleIds, JsonElement? Default)
{
    public Refusal IsField() => Refusals.KeyIsField(RuleIds[0], Name);

    public Refusal WrongKind() => Refusals.ValueKind(RuleIds[0], Name, Shape.Kind);

    public Refusal NotAllowed(string value) => Refusals.ValueNotAllowed(RuleIds[0], Name, value, Shape.Allowed);

    public Refusal OutOfRange(string range) => Refusals.ValueOutOfRange(RuleIds[0], Name, range);

    public Refusal Twice(string value) => Refusals.ValueTwice(RuleIds[0], Name, value);
}
