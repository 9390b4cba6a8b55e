using System.Collections.Frozen;

namespace Efficiency.Accountability.Domain;

/// <summary>
/// Why somebody is away (AB-04: meeting, business trip, leave, other). Planned absences are arranged before; sudden ones are recorded
/// as they happen and are never refused (LAW-16). The kind is known to personnel only and never leaves this service.
/// </summary>
internal static class AbsenceKinds
{
    private static readonly FrozenDictionary<string, bool> Planned = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["meeting"] = true,
        ["business-trip"] = true,
        ["training"] = true,
        ["outing"] = true,
        ["annual-leave"] = true,
        ["personal-leave"] = true,
        ["parental-leave"] = true,
        ["other"] = true,
        ["sick-leave"] = false,
        ["emergency"] = false,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = [.. Planned.Keys.Order(StringComparer.Ordinal)];

    public static bool IsPlanned(string kind) => Planned[kind];
}
