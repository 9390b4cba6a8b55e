using Efficiency.Appraisal.Domain;
using Efficiency.Messaging;

namespace Efficiency.Appraisal.Features;

/// <summary>What can be asked of the ledger.</summary>
internal static class LedgerScope
{
    /// <summary>From the first year that can count to the present one, both inclusive.</summary>
    public static bool IsYear(int year, BusinessClock clock) => year >= Refusals.FirstYear && year <= clock.Today.Year;
}
