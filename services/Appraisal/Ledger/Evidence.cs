using System.Globalization;

namespace Efficiency.Appraisal.Ledger;

/// <summary>How figures of a source event are written into a line: invariant, instants in UTC.</summary>
internal static class Evidence
{
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Of(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
