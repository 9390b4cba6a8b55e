using System.Text.Json;

namespace Efficiency.Deadlines.Domain;

/// <summary>
/// The kebab-case code of an enumeration's member: what stands in requests, events and columns. It is made from the
/// member's name (<c>SecondRed</c> is <c>second-red</c>), so renaming a member changes the wire.
/// </summary>
internal static class Code
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    /// <exception cref="FormatException">No member has this code.</exception>
    public static TEnum Parse<TEnum>(string code)
        where TEnum : struct, Enum =>
        Names<TEnum>.ByCode.TryGetValue(code, out var value) ? value : throw new FormatException($"{code} is no {typeof(TEnum).Name}.");

    public static IReadOnlyCollection<string> All<TEnum>()
        where TEnum : struct, Enum => Names<TEnum>.ByCode.Keys;

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>()
            .ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, TEnum> ByCode =
            ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
