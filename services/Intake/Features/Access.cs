using Efficiency.ServiceDefaults;

namespace Efficiency.Intake.Features;

/// <summary>Which roles a route of this service opens to; the unit is checked beside it.</summary>
internal static class Access
{
    /// <summary>Whoever meets the citizen, and the department's own system.</summary>
    public static readonly string[] Registrars = [Roles.FrontDesk, Roles.Handler, Roles.DepartmentSystem];

    /// <summary>Whoever works on what was registered.</summary>
    public static readonly string[] Clerks = [Roles.FrontDesk, Roles.Handler, Roles.SectionHead];

    /// <summary>Whoever decides on a case: stopping a clock is no matter of the counter.</summary>
    public static readonly string[] Deciders = [Roles.Handler, Roles.SectionHead];

    public static readonly string[] Authors = [Roles.Handler, Roles.SectionHead, Roles.Leader, Roles.GeneralOffice];

    public static readonly string[] Publishers = [Roles.SectionHead, Roles.Leader];

    /// <summary>Contacts and cases of citizens: operators and administrators are not among them.</summary>
    public static readonly string[] Readers =
    [
        Roles.FrontDesk, Roles.Handler, Roles.SectionHead, Roles.Leader, Roles.OrganHead, Roles.GeneralOffice,
        Roles.EfficiencyOffice, Roles.SuperiorEfficiencyOffice, Roles.Inspector, Roles.Supervisor, Roles.DepartmentSystem,
        Roles.Auditor,
    ];

    public static readonly string[] ItemReaders = [.. Readers, Roles.Administrator, Roles.DisclosureReviewer];

    /// <summary>Whoever serves citizens sees their data in the clear, in his own units; everybody else sees it masked.</summary>
    public static bool SeesCitizens(this Caller caller) => caller.Has(Roles.FrontDesk) || caller.Has(Roles.Handler);

    /// <summary>The person, or the client where no person is behind it, as it is kept beside what was done.</summary>
    public static string Signature(this Caller caller) =>
        caller.StaffId is { } staff ? $"staff:{staff}" : $"client:{caller.Subject}";
}
