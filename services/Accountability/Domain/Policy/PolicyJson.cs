using System.Text.Json;

namespace Efficiency.Accountability.Domain;

/// <summary>An object of numbers by name.</summary>
internal static class NamedNumbers
{
    public static bool TryRead(JsonElement value, out Dictionary<string, decimal> numbers)
    {
        numbers = new(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }
        foreach (var member in value.EnumerateObject())
        {
            // A name given twice is a mistake of the sender, not a value.
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetDecimal(out var number)
                || !numbers.TryAdd(member.Name, number))
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>An array of objects with a name and at least one code.</summary>
internal static class Steps
{
    public static bool TryRead(JsonElement value, string name, string codes, out List<(string Name, string[] Codes)> steps)
    {
        steps = [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            return false;
        }
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty(name, out var text) || text.ValueKind != JsonValueKind.String
                || !item.TryGetProperty(codes, out var list) || list.ValueKind != JsonValueKind.Array
                || list.GetArrayLength() == 0 || list.EnumerateArray().Any(c => c.ValueKind != JsonValueKind.String))
            {
                return false;
            }
            steps.Add((text.GetString()!, [.. list.EnumerateArray().Select(c => c.GetString()!)]));
        }
        return true;
    }
}
