namespace Efficiency.Architecture.Tests;

internal static class Chinese
{
    /// <summary>True where a text has a character of the CJK unified ideographs.</summary>
    public static bool IsIn(string text) => text.Any(letter => letter is >= '\u4e00' and <= '\u9fff');
}
