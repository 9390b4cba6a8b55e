using Efficiency.Appraisal.Domain;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;

namespace Efficiency.Appraisal.Features;

/// <summary>What can be asked of the ledger.</summary>
internal static class LedgerScope
{
    /// <summary>The units that are asked for, each with all below it; null: the whole city.</summary>
    public static Guid[]? Roots(Caller caller, Guid? unitId) =>
        unitId is { } unit ? [unit] : caller.ReachesWholeCity ? null : [.. caller.UnitIds];

    /// <summary>From the first year that can count to the present one, both inclusive.</summary>
    public static bool IsYear(int year, BusinessClock clock) => year >= Refusals.FirstYear && year <= clock.Today.Year;
}
