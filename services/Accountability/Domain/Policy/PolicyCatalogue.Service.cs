namespace Efficiency.Accountability.Domain;

/// <summary>Settings of the regimes that a citizen meets: first contact, one-time notice, limits, promises, refusals.</summary>
internal static partial class PolicyCatalogue
{
    private static IEnumerable<PolicyKey> Register() =>
    [
        Key("Regimes.Active", new FieldShape(), null, "GV-11"),
        Key("Regulation.EffectiveFrom", new FieldShape(), null, "GV-09", "PA-21", "OG-24", "CM-01"),
        Key("Regulation.InheritsFrom", new FieldShape(), null, "GV-14"),
    ];

    private static IEnumerable<PolicyKey> FirstContact()
    {
        string[] channels = ["visit", "phone", "letter", "official-letter", "e-mail", "online", "forwarded", "hotline"];
        return
        [
            Key("FirstInquiry.Channels", new ChoicesShape(channels), channels, "FI-01"),
            Key("FirstInquiry.SectionAlsoResponsible", new FlagShape(), false, "FI-01"),
            Key("FirstInquiry.ReadyCaseMode",
                new ChoiceShape("immediate-else-explain", "on-arrival", "prompt-plus-one-time-notice",
                    "immediate-else-promise-date", "per-rules", "within-prescribed-limit"),
                "immediate-else-explain", "FI-07"),
            Key("FirstInquiry.IncompleteMode",
                new ChoiceShape("reason-and-notes", "explain", "explain-once", "register-and-one-time-notice"),
                "register-and-one-time-notice", "FI-08"),
            Key("FirstInquiry.MaxVisits", new WholeNumberShape(1, 10), 2, "FI-10"),
            Key("FirstInquiry.ReferralLevel",
                new ChoiceShape("tell", "tell-with-location", "guide-and-contact", "tell-or-escort", "escort",
                    "tell-and-escort", "escort-to-next-post", "escort-and-hand-over"),
                "tell", "FI-11", "FI-24"),
            Key("FirstInquiry.NobodyThereMode", new ChoiceShape("section-phone", "head-name-and-phone"),
                "section-phone", "FI-12"),
            Key("FirstInquiry.ReceiveForAbsentColleague", new FlagShape(), false, "FI-13"),
            Key("FirstInquiry.OutOfScopeLevel",
                new ChoiceShape("explain", "explain-and-name-if-possible", "tell-or-help-find-out", "explain-help-and-guide"),
                "explain", "FI-16"),
            Key("FirstInquiry.CallRegister", new ChoiceShape("reports-and-tip-offs", "consultations-and-tip-offs"),
                "reports-and-tip-offs", "FI-17", "FI-18"),
            Key("FirstInquiry.UnclearDutyTo", new ChoiceShape("general-office", "leader-in-charge"),
                "general-office", "FI-14", "FI-15"),
            // FI-23 gives no number: the next working day until a unit says otherwise.
            Key("FirstInquiry.ReportBackWorkingDays", new WholeNumberShape(0, 15), 1, "FI-23"),
            Key("FirstInquiry.SanctionLadder",
                new LadderShape("no-harm", "harm-verified", "serious", "by-gravity", "poor-handling", "petition-or-loss",
                    "adverse-influence", "complaint-upheld"),
                null, "FI-29", "FI-30", "FI-31", "FI-32", "FI-33", "FI-34"),
            Key("Department.ConsultationPhones", new TextsShape(10, 20), null, "FI-28"),
            Key("OneTimeNotice.Giver", new ChoiceShape("handler", "first-inquiry-person"), "handler",
                "OT-01", "OT-02", "OT-04", "OT-05"),
            Key("OneTimeNotice.Checklist",
                new ChoicesShape("policy", "legal-basis", "conditions", "procedure", "time-limit", "materials", "requirements"),
                new[] { "legal-basis", "conditions", "procedure", "time-limit", "materials" }, "OT-01", "OT-02", "OT-04", "OT-05"),
            Key("OneTimeNotice.CoversPhoneConsultation", new FlagShape(), false, "OT-02", "OT-04"),
        ];
    }

    private static IEnumerable<PolicyKey> TimeLimits() =>
    [
        // AMB-08: an item without an own limit gets this many working days; the seed's span is 1 to 15.
        Key("TimeLimit.DefaultWithoutStatute", new WholeNumberShape(1, 15), 15, "TL-09"),
        Key("TimeLimit.WithoutStatuteMode",
            new ChoiceShape("within-span", "organ-sets-and-publishes", "as-short-as-possible"), "within-span",
            "TL-09", "TL-16", "TL-17"),
        Key("TimeLimit.LettersSimple", new WholeNumberShape(1, 15), 3, "TL-10"),
        Key("TimeLimit.LettersInvestigated", new WholeNumberShape(1, 60), 15, "TL-11"),
        Key("TimeLimit.ExtensionApprover", new ChoiceShape("leader", "organ-head", "government-head"), "leader", "TL-07"),
        // AMB-09: one extension, at most as long as the original limit.
        Key("TimeLimit.ExtensionsAtMost", new WholeNumberShape(0, 3), 1, "TL-07"),
        Key("TimeLimit.ExtensionShareAtMost", new NumberShape(0, 1), 1m, "TL-07"),
        Key("TimeLimit.ResponsiblePerson", new ChoiceShape("section-head", "leader", "organ-head"), "section-head", "TL-05"),
        Key("Lights.YellowWorkingDays", new WholeNumberShape(0, 30), 1, "TL-04", "TL-07"),
        Key("Lights.SecondRedWorkingDays", new WholeNumberShape(1, 60), 5, "TL-15"),
        Key("Commitment.PublishVia", new ChoicesShape("society", "media", "disclosure-board", "website"),
            new[] { "society" }, "SC-01", "SC-02", "SC-04", "SC-05"),
        Key("Commitment.Fields",
            new ChoicesShape("content", "procedure", "time-limit", "standard", "basis", "supervision-method", "quality", "item",
                "leader", "responsible-person", "target"),
            new[] { "content", "procedure", "time-limit", "standard" }, "SC-01", "SC-02", "SC-05"),
        Key("Commitment.LicenceFields",
            new ChoicesShape("qualification", "materials", "procedure", "time-limit", "standard"),
            new[] { "qualification", "materials", "procedure", "time-limit", "standard" }, "SC-13"),
        // AMB-13: the leader's opinion; it never runs beyond the case's own limit.
        Key("Rejection.OpinionLimit", new WholeNumberShape(1, 15), 2, "NR-04"),
        Key("Rejection.Rules", new TextShape(4000), null, "NR-01"),
        // AMB-46: accept or refuse, then answer; a profile may count in calendar days and extend.
        Key("Complaint.AcceptWithin", new WholeNumberShape(1, 15), 7, "CP-05"),
        Key("Complaint.AnswerSimple", new WholeNumberShape(1, 30), 3, "CP-05"),
        Key("Complaint.AnswerInvestigated", new WholeNumberShape(1, 60), 15, "CP-05"),
        Key("Complaint.AnswerExtendedTo", new WholeNumberShape(1, 60), null, "CP-05"),
        Key("Complaint.Unit", new ChoiceShape("working-days", "calendar-days"), "working-days", "CP-05"),
        Key("Rating.RectifyWorkingDays", new WholeNumberShape(1, 60), 15, "LAW-13"),
    ];
}
