using System.Globalization;

namespace Efficiency.ServiceDefaults;

/// <summary>What a caller sees who need not know: never the length, never enough to find the person.</summary>
public static class Mask
{
    /// <summary>张三丰 as 张**.</summary>
    public static string? Name(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : StringInfo.GetNextTextElement(name.Trim()) + "**";

    /// <summary>13812345678 as 138****5678; a short number not at all.</summary>
    public static string? Phone(string? phone) => Middle(phone, 3, 4);

    /// <summary>The first three and the last two: province and a hint that it is the right paper.</summary>
    public static string? Identity(string? number) => Middle(number, 3, 2);

    private static string? Middle(string? text, int first, int last)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var plain = text.Trim();
        return plain.Length < first + last + 4 ? "****" : $"{plain[..first]}****{plain[^last..]}";
    }
}
