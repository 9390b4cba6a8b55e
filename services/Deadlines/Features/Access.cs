using Efficiency.Deadlines.Domain;
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

    public static IQueryable<Deadline> Within(this IQueryable<Deadline> rows, DeadlinesDb db, Guid[]? roots) =>
        roots is null ? rows : rows.Where(row => UnitTree.Below(db, roots).Contains(row.UnitId));

    public static IQueryable<Light> Within(this IQueryable<Light> rows, DeadlinesDb db, Guid[]? roots) =>
        roots is null ? rows : rows.Where(row => UnitTree.Below(db, roots).Contains(row.UnitId));
}
