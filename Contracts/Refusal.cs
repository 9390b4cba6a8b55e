namespace Efficiency.Contracts;

/// <summary>
/// A rule said no. A domain method returns one (null = done); the HTTP edge turns any number of them into one problem.
/// Texts and status stand in the service's <c>Resources/refusals.json</c> under <see cref="Code"/>.
/// </summary>
/// <param name="Code">Kebab-case and stable: callers may switch on it.</param>
/// <param name="RuleId">The rule of the regime that says no, for example <c>OT-01</c>.</param>
/// <param name="Field">Where in the request: a camelCase JSON path, for example <c>materials[0].code</c>; null for the whole.</param>
/// <param name="Arguments">Fill <c>{name}</c> in the texts. Never personal data.</param>
public sealed record Refusal(
    string Code,
    string RuleId,
    string? Field = null,
    IReadOnlyDictionary<string, string>? Arguments = null);
