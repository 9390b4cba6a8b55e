using System.Text.Json;
using System.Text.RegularExpressions;
using Efficiency.Accountability.Domain;

namespace Efficiency.Accountability.Tests.Domain;

public sealed partial class PolicyCatalogueTests
{
    // Catalogue §2, line by line, and what the decisions add: the keys and the rule that each is cited by.
    public static TheoryData<string, string> Keys => new()
    {
        { "Regimes.Active", "GV-11" },
        { "Regulation.EffectiveFrom", "GV-09" },
        { "Regulation.InheritsFrom", "GV-14" },
        { "FirstInquiry.Channels", "FI-01" },
        { "FirstInquiry.SectionAlsoResponsible", "FI-01" },
        { "FirstInquiry.ReadyCaseMode", "FI-07" },
        { "FirstInquiry.IncompleteMode", "FI-08" },
        { "FirstInquiry.MaxVisits", "FI-10" },
        { "FirstInquiry.ReferralLevel", "FI-11" },
        { "FirstInquiry.NobodyThereMode", "FI-12" },
        { "FirstInquiry.ReceiveForAbsentColleague", "FI-13" },
        { "FirstInquiry.OutOfScopeLevel", "FI-16" },
        { "FirstInquiry.CallRegister", "FI-17" },
        { "FirstInquiry.UnclearDutyTo", "FI-14" },
        { "FirstInquiry.ReportBackWorkingDays", "FI-23" },
        { "FirstInquiry.SanctionLadder", "FI-29" },
        { "Department.ConsultationPhones", "FI-28" },
        { "OneTimeNotice.Giver", "OT-01" },
        { "OneTimeNotice.Checklist", "OT-01" },
        { "OneTimeNotice.CoversPhoneConsultation", "OT-02" },
        { "TimeLimit.DefaultWithoutStatute", "TL-09" },
        { "TimeLimit.WithoutStatuteMode", "TL-09" },
        { "TimeLimit.LettersSimple", "TL-10" },
        { "TimeLimit.LettersInvestigated", "TL-11" },
        { "TimeLimit.ExtensionApprover", "TL-07" },
        { "TimeLimit.ExtensionsAtMost", "TL-07" },
        { "TimeLimit.ExtensionShareAtMost", "TL-07" },
        { "TimeLimit.ResponsiblePerson", "TL-05" },
        { "Lights.YellowWorkingDays", "TL-04" },
        { "Lights.SecondRedWorkingDays", "TL-15" },
        { "Commitment.PublishVia", "SC-01" },
        { "Commitment.Fields", "SC-01" },
        { "Commitment.LicenceFields", "SC-13" },
        { "Rejection.OpinionLimit", "NR-04" },
        { "Rejection.Rules", "NR-01" },
        { "Complaint.AcceptWithin", "CP-05" },
        { "Complaint.AnswerSimple", "CP-05" },
        { "Complaint.AnswerInvestigated", "CP-05" },
        { "Complaint.AnswerExtendedTo", "CP-05" },
        { "Complaint.Unit", "CP-05" },
        { "Rating.RectifyWorkingDays", "LAW-13" },
        { "StandIn.Mandatory", "AB-02" },
        { "StandIn.AllStaff", "AB-12" },
        { "StandIn.HandoverThreshold", "AB-04" },
        { "StandIn.FiledWith", "AB-13" },
        { "StandIn.Published", "AB-13" },
        { "Post.PublishExceptClassified", "PR-12" },
        { "Post.PrinciplesText", "PR-03" },
        { "Post.DocumentParts", "PR-05" },
        { "Post.LeaderSecondDuty", "PR-10" },
        { "Post.LeaderSecondDutyScope", "PR-10" },
        { "Post.Inspector", "PR-15" },
        { "Post.AppraisalRole", "PR-13" },
        { "Disclosure.ReviewDays", "OG-14" },
        { "Disclosure.ApprovalRequired", "OG-14" },
        { "Disclosure.OrganisedBy", "OG-13" },
        { "Disclosure.SecrecyRule", "OG-10" },
        { "Disclosure.Contents", "OG-01" },
        { "Disclosure.InternalContents", "OG-12" },
        { "Disclosure.Inspector", "OG-07" },
        { "Disclosure.InspectionCadence", "OG-07" },
        { "Disclosure.BreachLadder", "OG-19" },
        { "Warning.Threshold", "OG-20" },
        { "Warning.Period", "OG-20" },
        { "Appraisal.Scheme", "PA-02" },
        { "Appraisal.DimensionWeights", "PA-07" },
        { "Appraisal.EvaluatorWeights", "PA-08" },
        { "Appraisal.Grades", "PA-11" },
        { "Appraisal.Rounding", "PA-11" },
        { "Appraisal.Occasion", "PA-03" },
        { "Appraisal.CloseBy", "PA-10" },
        { "Appraisal.ExemptAbsenceMonths", "PA-18" },
        { "Appraisal.NewcomerMonths", "PA-19" },
        { "Appraisal.Deductions", "PA-24" },
        { "UnitAppraisal.Weights", "UA-08" },
        { "UnitAppraisal.CategoryThree", "UA-06" },
        { "UnitScore.Yellow", "TL-04" },
        { "UnitScore.YellowThreeRunning", "TL-04" },
        { "UnitScore.Red", "TL-04" },
        { "UnitScore.SecondRed", "TL-15" },
        { "UnitScore.EarlyEveryTenPercent", "TL-06" },
        { "UnitScore.PromiseThirtyPercentShorter", "TL-16" },
        { "UnitScore.SanctionWarning", "LAW-08" },
        { "UnitScore.SanctionDemerit", "LAW-08" },
        { "UnitScore.SanctionMajorDemerit", "LAW-08" },
        { "UnitScore.SanctionDowngrade", "LAW-08" },
        { "UnitScore.SanctionRemoval", "LAW-08" },
        { "UnitScore.SanctionDismissal", "LAW-08" },
        { "Attendance.WorkHours", "AT-09" },
        { "Attendance.SignInWindow", "AT-10" },
        { "Attendance.SignOutWindow", "AT-10" },
        { "Attendance.FullDays", "AT-11" },
        { "Attendance.MonthDays", "AT-12" },
        { "Attendance.ToleranceDays", "AT-12" },
        { "Outing.ReportTo", "AT-03" },
        { "Leave.Approver", "AT-04" },
        { "Study.SessionsPerMonth", "ST-01" },
        { "Study.Weekdays", "ST-01" },
        { "Study.EssaysPerHalfYear", "ST-08" },
        { "Study.ResearchArticlesPerYear", "ST-08" },
        { "Printing.Rule", "IT-03" },
        { "Reception.MaxHosts", "CC-05" },
        { "Reception.Standard", "CC-06" },
        { "Telephone.LargeCostThreshold", "IT-08" },
        { "Veto.Source", "AC-16" },
        { "EconomicPenalty.Enabled", "FI-32" },
        { "EconomicPenalty.LegalBasis", "FI-32" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_is_in_the_catalogue_and_cites_its_rule(string name, string rule) =>
        PolicyCatalogue.Find(name).ShouldNotBeNull().RuleIds[0].ShouldBe(rule);

    [Fact]
    public void No_key_is_outside_the_table() =>
        PolicyCatalogue.All.Select(k => k.Name).ShouldBe(Keys.Select(row => (string)row[0]), ignoreOrder: true);

    [Fact]
    public void Every_rule_id_is_one() =>
        PolicyCatalogue.All.SelectMany(k => k.RuleIds).ShouldAllBe(id => RuleId().IsMatch(id));

    [Fact]
    public void Defaults_obey_their_own_shape() => PolicyCatalogue.Check(PolicyCatalogue.Defaults).ShouldBeEmpty();

    // AMB-23: amounts start empty; a unit that sets none has no points.
    [Fact]
    public void Amounts_have_no_default() =>
        PolicyCatalogue.All.Where(k => k.Name.StartsWith("UnitScore.", StringComparison.Ordinal) || k.Name is "Appraisal.Deductions")
            .ShouldAllBe(k => k.Default == null);

    [Theory]
    [InlineData("Lights.YellowWorkingDays", "2", null)]
    [InlineData("Lights.YellowWorkingDays", "-1", "policy-value-out-of-range")]
    [InlineData("Lights.YellowWorkingDays", "1.5", "policy-value-kind")] // working days are whole
    [InlineData("Lights.YellowWorkingDays", "\"2\"", "policy-value-kind")] // a number is no text
    [InlineData("TimeLimit.DefaultWithoutStatute", "15", null)] // TL-09: 1 to 15, both ends
    [InlineData("TimeLimit.DefaultWithoutStatute", "16", "policy-value-out-of-range")]
    [InlineData("TimeLimit.DefaultWithoutStatute", "0", "policy-value-out-of-range")]
    [InlineData("TimeLimit.ExtensionShareAtMost", "0.5", null)] // AMB-09: at most as long as the original
    [InlineData("TimeLimit.ExtensionShareAtMost", "1.01", "policy-value-out-of-range")]
    [InlineData("FirstInquiry.ReferralLevel", "\"escort\"", null)]
    [InlineData("FirstInquiry.ReferralLevel", "\"carry\"", "policy-value-not-allowed")]
    [InlineData("FirstInquiry.ReferralLevel", "3", "policy-value-kind")]
    [InlineData("FirstInquiry.Channels", "[\"visit\",\"phone\"]", null)]
    [InlineData("FirstInquiry.Channels", "[]", "policy-value-kind")]
    [InlineData("FirstInquiry.Channels", "[\"visit\",\"visit\"]", "policy-value-twice")]
    [InlineData("FirstInquiry.Channels", "[\"visit\",\"pigeon\"]", "policy-value-not-allowed")]
    [InlineData("FirstInquiry.SectionAlsoResponsible", "true", null)]
    [InlineData("FirstInquiry.SectionAlsoResponsible", "\"true\"", "policy-value-kind")]
    [InlineData("FirstInquiry.SanctionLadder", "[{\"ground\":\"no-harm\",\"measures\":[\"admonition-talk\"]}]", null)]
    [InlineData("FirstInquiry.SanctionLadder", "[{\"ground\":\"no-harm\",\"measures\":[]}]", "policy-value-kind")]
    [InlineData("FirstInquiry.SanctionLadder", "[{\"ground\":\"boredom\",\"measures\":[\"admonition-talk\"]}]", "policy-value-not-allowed")]
    [InlineData("FirstInquiry.SanctionLadder", "[{\"ground\":\"no-harm\",\"measures\":[\"stocks\"]}]", "policy-value-not-allowed")]
    [InlineData("Appraisal.DimensionWeights",
        "{\"morality\":10,\"ability\":10,\"diligence\":10,\"achievement\":60,\"integrity\":10}", null)] // PA-07
    [InlineData("Appraisal.DimensionWeights",
        "{\"morality\":10,\"ability\":10,\"diligence\":10,\"achievement\":60,\"integrity\":11}", "policy-value-out-of-range")]
    [InlineData("Appraisal.DimensionWeights", "{\"morality\":100}", "policy-value-kind")] // every dimension is named
    [InlineData("Appraisal.EvaluatorWeights", "{\"peers\":33.5,\"leader\":66.5}", null)] // decimals add up exactly
    [InlineData("Appraisal.Grades", "{\"excellent\":85,\"competent\":70,\"basically-competent\":60}", null)]
    [InlineData("Appraisal.Grades", "{\"excellent\":70,\"competent\":70,\"basically-competent\":60}", "policy-value-out-of-range")]
    [InlineData("Appraisal.CloseBy", "\"01-31\"", null)]
    [InlineData("Appraisal.CloseBy", "\"02-30\"", "policy-value-kind")]
    [InlineData("Appraisal.Deductions", "{\"outing-without-leave\":-0.5}", null)]
    [InlineData("Appraisal.Deductions", "{\"outing-without-leave\":0.5}", "policy-value-out-of-range")] // a deduction takes
    [InlineData("Attendance.WorkHours", "[{\"from\":\"08:00\",\"to\":\"12:00\"},{\"from\":\"14:00\",\"to\":\"18:00\"}]", null)]
    [InlineData("Attendance.WorkHours", "[{\"from\":\"14:00\",\"to\":\"18:00\"},{\"from\":\"08:00\",\"to\":\"12:00\"}]", "policy-value-out-of-range")]
    [InlineData("Attendance.WorkHours", "[{\"from\":\"8\",\"to\":\"12:00\"}]", "policy-value-kind")]
    [InlineData("Outing.ReportTo", "[{\"who\":\"staff\",\"upToDays\":1,\"to\":\"leader\"}]", null)] // AT-03
    [InlineData("Outing.ReportTo", "[{\"who\":\"staff\",\"upToDays\":0,\"to\":\"leader\"}]", "policy-value-out-of-range")]
    [InlineData("Outing.ReportTo", "[{\"who\":\"ghost\",\"to\":\"leader\"}]", "policy-value-not-allowed")]
    [InlineData("Department.ConsultationPhones", "[\"8568581\",\"8568582\"]", null)] // FI-28
    [InlineData("Department.ConsultationPhones", "[\" \"]", "policy-value-out-of-range")]
    [InlineData("Rejection.Rules", "\"\"", "policy-value-out-of-range")]
    [InlineData("Regimes.Active", "[\"FI\"]", "policy-key-is-a-field")]
    [InlineData("UnitScore.Red", "-5", null)]
    [InlineData("UnitScore.Red", "-101", "policy-value-out-of-range")]
    [InlineData("UnitScore.Blue", "1", "policy-key-unknown")]
    public void Value_is_checked(string key, string json, string? code) =>
        PolicyCatalogue.Check(Values((key, json))).Select(r => r.Code).ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var refusals = PolicyCatalogue.Check(Values(
            ("FirstInquiry.Channels", "[\"pigeon\",\"smoke\"]"), ("Lights.YellowWorkingDays", "99"), ("No.Such", "1")));
        refusals.Select(r => (r.Code, r.Field)).ShouldBe(
        [
            ("policy-value-not-allowed", "values[\"FirstInquiry.Channels\"]"),
            ("policy-value-not-allowed", "values[\"FirstInquiry.Channels\"]"),
            ("policy-value-out-of-range", "values[\"Lights.YellowWorkingDays\"]"),
            ("policy-key-unknown", "values[\"No.Such\"]"),
        ]);
    }

    // Decisions, money: a historic code, off by default, on only with a cited legal basis (FI-32, ST-05, ST-06).
    [Theory]
    [InlineData("false", null, null)]
    [InlineData("true", null, "economic-penalty-needs-basis")]
    [InlineData("true", "\"规章第1条\"", null)]
    public void Economic_penalty_needs_a_legal_basis(string enabled, string? basis, string? code)
    {
        var values = basis is null
            ? Values(("EconomicPenalty.Enabled", enabled))
            : Values(("EconomicPenalty.Enabled", enabled), ("EconomicPenalty.LegalBasis", basis));
        PolicyCatalogue.Check(values).Select(r => r.Code).ShouldBe(code is null ? [] : [code]);
    }

    private static Dictionary<string, JsonElement> Values(params (string Key, string Json)[] values) =>
        values.ToDictionary(v => v.Key, v => JsonSerializer.Deserialize<JsonElement>(v.Json), StringComparer.Ordinal);

    [GeneratedRegex("^[A-Z]{2,3}-[0-9]{2}$", RegexOptions.None, 1000)]
    private static partial Regex RuleId();
}
