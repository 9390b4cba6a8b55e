using System.Collections.Frozen;
using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>The tree of units. "Superior" is an ancestor (GV-14), a scope is a subtree.</summary>
internal static class UnitRules
{
    /// <summary>
    /// Which kind may stand under which. An empty string means: may be the root, so that one organ can be run without a city. A
    /// section never stands alone.
    /// </summary>
    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["city"] = [""],
        ["district"] = ["", "city"],
        ["town"] = ["", "city", "district"],
        ["department"] = ["", "city", "district", "town"],
        ["section"] = ["city", "district", "town", "department", "section"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Kinds { get; } = ["city", "district", "town", "department", "section"];

    /// <summary>Null where the kind may stand under the parent's kind (null = no parent).</summary>
    public static Refusal? CheckParent(string kind, string? parentKind)
    {
        if (Parents[kind].Contains(parentKind ?? "", StringComparer.Ordinal))
        {
            return null;
        }
        return parentKind is null ? Refusals.ParentNeeded : Refusals.ParentKind(kind, parentKind);
    }

    /// <summary>行政区划代码: six ASCII digits, where one is given.</summary>
    public static Refusal? CheckDivisionCode(string? code) =>
        code is null || (code.Length == 6 && code.All(char.IsAsciiDigit)) ? null : Refusals.DivisionCode;
}
