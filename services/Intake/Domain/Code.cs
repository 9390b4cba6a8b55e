using System.Collections.Frozen;
using System.Text;

namespace Efficiency.Intake.Domain;

/// <summary>
/// The kebab-case code of an enumeration's member: what stands in requests, events and columns. It is made from the
/// member's name (<c>OfficialLetter</c> is <c>official-letter</c>), so renaming a member changes the wire.
/// </summary>
internal static class Code
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    /// <summary>Exact match; digits and other spellings are no codes.</summary>
    public static bool TryParse<TEnum>(string? code, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return code is not null && Names<TEnum>.ByCode.TryGetValue(code, out value);
    }

    /// <exception cref="FormatException">No member has this code.</exception>
    public static TEnum Parse<TEnum>(string code)
        where TEnum : struct, Enum =>
        TryParse<TEnum>(code, out var value) ? value : throw new FormatException($"{code} is no {typeof(TEnum).Name}.");

    public static IReadOnlyList<string> All<TEnum>()
        where TEnum : struct, Enum => Names<TEnum>.Codes;

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => Kebab(value.ToString()));

        public static readonly FrozenDictionary<string, TEnum> ByCode =
            ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        public static readonly string[] Codes = [.. Enum.GetValues<TEnum>().Select(value => ByValue[value])];
    }

    private static string Kebab(string name)
    {
        var code = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && code.Length > 0)
            {
                code.Append('-');
            }
            code.Append(char.ToLowerInvariant(letter));
        }
        return code.ToString();
    }
}
