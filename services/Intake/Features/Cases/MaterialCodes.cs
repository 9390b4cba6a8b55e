using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Features.Cases;

internal static class MaterialCodes
{
    /// <summary>Codes of materials: none blank, not more than an item can have.</summary>
    public static IReadOnlyList<string> Codes(this Check check, IReadOnlyList<string?> codes, string field, int max)
    {
        if (codes.Count > max)
        {
            check.Entries(codes, field, max);
            return [];
        }
        return [.. codes.Select((code, index) => check.Text(code, $"{field}[{index}]", 60))];
    }
}
