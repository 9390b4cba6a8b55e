using System.Linq.Expressions;
using Efficiency.Deadlines.Persistence;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Deadlines.Features;

/// <summary>Which roles a route opens to, and which rows a caller sees. Limits hold no personal data.</summary>
internal static class Access
{
    public static readonly string[] Readers =
    [
        Roles.FrontDesk, Roles.Handler, Roles.SectionHead, Roles.Leader, Roles.OrganHead, Roles.GovernmentHead, Roles.GeneralOffice,
        Roles.EfficiencyOffice, Roles.SuperiorEfficiencyOffice, Roles.ComplaintCentre, Roles.Inspector, Roles.Supervisor,
        Roles.Investigator, Roles.LeadingGroup, Roles.DepartmentSystem, Roles.Auditor, Roles.Administrator,
    ];

    /// <summary>Whoever keeps the hours of an organ.</summary>
    public static readonly string[] HoursKeepers = [Roles.Administrator, Roles.GeneralOffice];

    /// <summary>The unit asked for, else all of the caller's; null: the whole city. Each with all below it.</summary>
    public static Guid[]? Roots(Caller caller, Guid? unitId) =>
        unitId is { } unit ? [unit] : caller.ReachesWholeCity ? null : [.. caller.UnitIds];

    /// <summary>
    /// Rows of every unit below the roots, unit by unit: each is a short walk along an index that begins with the unit, however
    /// many millions of rows other units have.
    /// </summary>
    /// <param name="rows">The rows of one unit, filtered, in the order of the key, cut to the page.</param>
    public static IQueryable<T> Each<T>(DeadlinesDb db, Guid[] roots, Expression<Func<Guid, IEnumerable<T>>> rows) =>
        UnitTree.Below(db, roots).SelectMany(rows);
}
