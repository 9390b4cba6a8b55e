using System.Collections.Frozen;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// The coarse roles of a token. They open a route; whether this person may do this act in this unit now is decided by
/// <see cref="Directory.Powers"/> and ownership.
/// </summary>
public static class Roles
{
    public const string Administrator = "administrator";
    public const string FrontDesk = "front-desk";
    public const string Handler = "handler";
    public const string SectionHead = "section-head";
    public const string Leader = "leader";
    public const string OrganHead = "organ-head";
    public const string GovernmentHead = "government-head";
    public const string GeneralOffice = "general-office";
    public const string DisclosureReviewer = "disclosure-reviewer";
    public const string EfficiencyOffice = "efficiency-office";
    public const string SuperiorEfficiencyOffice = "superior-efficiency-office";
    public const string ComplaintCentre = "complaint-centre";
    public const string Inspector = "inspector";
    public const string Supervisor = "supervisor";
    public const string Investigator = "investigator";
    public const string LeadingGroup = "leading-group";
    public const string DisciplineGroup = "discipline-group";
    public const string Panel = "panel";
    public const string Personnel = "personnel";
    public const string DepartmentSystem = "department-system";
    public const string Auditor = "auditor";
    public const string Ops = "ops";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        Administrator, FrontDesk, Handler, SectionHead, Leader, OrganHead, GovernmentHead, GeneralOffice, DisclosureReviewer,
        EfficiencyOffice, SuperiorEfficiencyOffice, ComplaintCentre, Inspector, Supervisor, Investigator, LeadingGroup,
        DisciplineGroup, Panel, Personnel, DepartmentSystem, Auditor, Ops);
}
