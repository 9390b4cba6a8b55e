using System.Globalization;
using Efficiency.Contracts;

namespace Efficiency.Appraisal.Domain;

internal static class Refusals
{
    /// <summary>The seed's oldest regulation is of 2005: nothing can count in an earlier year.</summary>
    public const int FirstYear = 2005;

    /// <summary>Scores are shown to those who answer for the unit or check it.</summary>
    public static readonly Refusal UnitOutOfReach = new("ledger-unit-out-of-reach", "PA-12", "unitId");

    /// <param name="last">Inclusive.</param>
    public static Refusal YearOutOfRange(int last) => new(
        "ledger-year-out-of-range",
        "PA-10",
        "year",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["first"] = FirstYear.ToString(CultureInfo.InvariantCulture),
            ["last"] = last.ToString(CultureInfo.InvariantCulture),
        });
}
