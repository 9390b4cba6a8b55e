using System.Globalization;
using Efficiency.Contracts;

namespace Efficiency.Appraisal.Domain;

internal static class Refusals
{
    /// <summary>No rule of the regime says no, but one of the interface.</summary>
    private const string Interface = "API";

    /// <summary>The seed's oldest regulation is of 2005: nothing can count in an earlier year.</summary>
    public const int FirstYear = 2005;

    /// <summary>Scores are shown to those who answer for the unit or check it.</summary>
    public static readonly Refusal UnitOutOfReach = new("ledger-unit-out-of-reach", Interface, "unitId");

    /// <param name="last">Inclusive.</param>
    public static Refusal YearOutOfRange(int last) => new(
        "ledger-year-out-of-range",
        Interface,
        "year",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["first"] = FirstYear.ToString(CultureInfo.InvariantCulture),
            ["last"] = last.ToString(CultureInfo.InvariantCulture),
        });
}
