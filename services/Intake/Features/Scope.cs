using Efficiency.Intake.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Intake.Features;

/// <summary>Which units a list is about.</summary>
internal static class Scope
{
    /// <summary>The unit asked for, else all of the caller's; null: the whole city. Each with all below it.</summary>
    public static Guid[]? Roots(Caller caller, Guid? unitId) =>
        unitId is { } unit ? [unit] : caller.ReachesWholeCity ? null : [.. caller.UnitIds];

    /// <summary>
    /// The first rows by key of every unit below the roots, unit by unit: each is a short walk along an index that begins
    /// with the unit, however many millions of rows other units have.
    /// </summary>
    /// <param name="rows">The rows of one unit, filtered, in the order of the key, cut to the page.</param>
    public static IQueryable<T> Each<T>(
        IntakeDb db, Guid[] roots, System.Linq.Expressions.Expression<Func<Guid, IEnumerable<T>>> rows) =>
        UnitTree.Below(db, roots).SelectMany(rows);

    public static Task<bool> KnowsUnitAsync(this IntakeDb db, Guid unitId, CancellationToken cancellationToken) =>
        db.Set<Unit>().AnyAsync(unit => unit.Id == unitId, cancellationToken);
}
