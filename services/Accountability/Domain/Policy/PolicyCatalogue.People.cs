namespace Efficiency.Accountability.Domain;

/// <summary>Settings of posts, stand-ins, attendance, openness and conduct.</summary>
internal static partial class PolicyCatalogue
{
    private static IEnumerable<PolicyKey> Posts() =>
    [
        Key("StandIn.Mandatory", new ChoiceShape("every-office", "window-posts", "named-in-post-document"),
            "every-office", "AB-02", "AB-11", "AB-14"),
        Key("StandIn.AllStaff", new ChoiceShape("no", "where-necessary", "yes"), "no", "AB-12"),
        Key("StandIn.HandoverThreshold", new WholeNumberShape(1, 5), 1, "AB-04"),
        Key("StandIn.FiledWith", new ChoicesShape("organisation-personnel-department", "administrative-approval-centre"),
            null, "AB-13"),
        Key("StandIn.Published", new FlagShape(), true, "AB-13"),
        Key("Post.PublishExceptClassified", new FlagShape(), true, "PR-12"),
        Key("Post.PrinciplesText", new TextShape(1000), null, "PR-03"),
        Key("Post.DocumentParts",
            new ChoicesShape("organ-name-and-place", "organ-duties", "leadership-post-duties", "section-function",
                "internal-body-duties", "post-duties", "stand-in-person", "responsible-person"),
            null, "PR-05"),
        Key("Post.LeaderSecondDuty", new ChoicesShape("clean-government", "ideological-work", "team-building"), null, "PR-10"),
        Key("Post.LeaderSecondDutyScope", new ChoiceShape("all-leadership-posts", "main-leader-posts"),
            "all-leadership-posts", "PR-10"),
        Key("Post.Inspector", new ChoiceShape("efficiency-office", "general-section"), null, "PR-15"),
        Key("Post.AppraisalRole", new ChoiceShape("item", "main-content", "main-basis"), null, "PR-13"),
    ];

    private static IEnumerable<PolicyKey> Disclosure()
    {
        string[] contents =
        [
            // S01, OG-01
            "procedure-flow", "basis", "duties", "conditions", "time-limits", "discipline",
            // S02, OG-11
            "policies-and-rules", "administrative-approval", "administrative-management", "service-content", "procedure",
            "standard", "results", "fee-basis", "fee-standard", "approval-time-limit", "supervision-method",
            "required-by-superior",
            // S05, OG-25
            "staff-photo-name-department-position", "structure", "approval-items", "review-items", "complaint-procedure",
            "integrity-promises", "other",
        ];
        return
        [
            Key("Disclosure.ReviewDays", new WholeNumberShape(1, 20), 10, "OG-14"),
            Key("Disclosure.ApprovalRequired", new FlagShape(), true, "OG-14", "OG-15"),
            Key("Disclosure.OrganisedBy", new ChoiceShape("leading-group", "general-office"), null, "OG-13", "OG-26"),
            Key("Disclosure.SecrecyRule",
                new ChoiceShape("within-secrecy-law", "not-secret-and-suitable", "not-expressly-forbidden", "secrecy-permitting"),
                "within-secrecy-law", "OG-10"),
            Key("Disclosure.Contents", new ChoicesShape(contents), null, "OG-01", "OG-11", "OG-25"),
            Key("Disclosure.InternalContents",
                new ChoicesShape("finances", "personnel", "welfare", "facilities-maintenance", "official-cars",
                    "relatives-employment", "other-important-matters"),
                null, "OG-12"),
            Key("Disclosure.Inspector",
                new ChoiceShape("efficiency-office", "leading-group-with-supervision-team", "discipline-group"),
                "efficiency-office", "OG-07", "OG-18"),
            Key("Disclosure.InspectionCadence", new ChoiceShape("regular-and-irregular", "monthly-spot-and-quarterly"),
                "regular-and-irregular", "OG-07", "OG-18"),
            Key("Disclosure.BreachLadder", new LadderShape("not-published-or-non-standard", "three-warnings", "overdue"),
                null, "OG-19", "OG-20", "OG-21"),
            Key("Warning.Threshold", new WholeNumberShape(1, 10), 3, "OG-20"),
            // AMB-15: warnings of one person in a calendar year.
            Key("Warning.Period", new ChoiceShape("calendar-year", "rolling-year"), "calendar-year", "OG-20"),
        ];
    }

    private static IEnumerable<PolicyKey> Conduct()
    {
        string[] who = ["everyone", "staff", "section-head", "leadership-team", "organ-head"];
        string[] to = ["general-office", "direct-superior", "section-head", "leader", "organ-head", "superior-leader"];
        return
        [
            Key("Attendance.WorkHours", new WindowsShape(4), null, "AT-09"),
            Key("Attendance.SignInWindow", new WindowsShape(1), null, "AT-10"),
            Key("Attendance.SignOutWindow", new WindowsShape(1), null, "AT-10"),
            // AMB-28: configured numbers, not the working days of the month.
            Key("Attendance.FullDays", new WholeNumberShape(1, 31), 20, "AT-11"),
            Key("Attendance.MonthDays", new WholeNumberShape(1, 31), 22, "AT-12"),
            Key("Attendance.ToleranceDays", new WholeNumberShape(0, 10), 2, "AT-12"),
            Key("Outing.ReportTo", new RoutingShape(who, to), null, "AT-03", "WN-02"),
            Key("Leave.Approver", new RoutingShape(who, to), null, "AT-04", "AB-03"),
            Key("Study.SessionsPerMonth", new WholeNumberShape(0, 10), null, "ST-01"),
            Key("Study.Weekdays",
                new ChoicesShape("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), null, "ST-01"),
            Key("Study.EssaysPerHalfYear", new WholeNumberShape(0, 10), null, "ST-08"),
            Key("Study.ResearchArticlesPerYear", new WholeNumberShape(0, 10), null, "ST-08"),
            // AMB-43: printing and reception need approval, purchase and vehicle hire an answered request.
            Key("Printing.Rule", new ChoiceShape("register-and-consent", "approval"), "approval", "IT-03", "CC-08"),
            Key("Reception.MaxHosts", new WholeNumberShape(0, 10), 3, "CC-05"),
            Key("Reception.Standard", new NumberShape(0, 1_000_000), null, "CC-06"),
            Key("Telephone.LargeCostThreshold", new NumberShape(0, 1_000_000), null, "IT-08"),
            Key("Veto.Source", new ChoiceShape("superior-efficiency-office"), "superior-efficiency-office", "AC-16"),
            // A historic code: off, and on only with a cited legal basis (decisions, money).
            Key("EconomicPenalty.Enabled", new FlagShape(), false, "FI-32", "ST-05", "ST-06"),
            Key("EconomicPenalty.LegalBasis", new TextShape(500), null, "FI-32", "ST-05", "ST-06"),
        ];
    }
}
