using System.Text.Json;
using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Profiles;

namespace Efficiency.Accountability.Tests.Domain;

public sealed class ProfileTests
{
    public static TheoryData<string> Names => new(ProfileLibrary.All.Select(p => p.Name));

    // Catalogue §0.1: every source of the seed.
    [Fact]
    public void Every_organ_of_the_seed_ships_as_a_profile() => ProfileLibrary.All.Select(p => p.Source).ShouldBe(
        [.. Enumerable.Range(1, 21).Select(n => $"S{n:00}"), "S01b", "decisions"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Profile_holds_only_what_the_catalogue_allows(string name)
    {
        var profile = ProfileLibrary.Find(name)!;
        PolicyCatalogue.Check(profile.Values.ToDictionary(v => v.Key, v => v.Value.Value, StringComparer.Ordinal)).ShouldBeEmpty();
        profile.Regimes.Keys.ShouldAllBe(code => Regimes.Knows(code));
        foreach (var (key, value) in profile.Values)
        {
            value.Rules.ShouldNotBeEmpty(key);
            value.Rules.Except(PolicyCatalogue.Find(key)!.RuleIds, StringComparer.Ordinal).ShouldBeEmpty(key);
        }
    }

    // Catalogue §0.2, one column an organ: Y text, n named, and the words in the cells. S16 has PR only, the others not in the grid
    // have what the note under it says.
    [Theory]
    [InlineData("S01", "PR:text FI:text OT:text TL:text SC:text AC:text AB:text NR:text OG:text PA:text WN:text")]
    [InlineData("S01b", "IT:text")]
    [InlineData("S02", "FI:text OG:text PA:text ST:text AT:text WN:within-AT")]
    [InlineData("S03", "CM:cut IV:text")]
    [InlineData("S04", "PR:text FI:named")]
    [InlineData("S05", "FI:cut OG:text")]
    [InlineData("S06", "DN:text CC:text AT:cut ST:named RG:named")]
    [InlineData("S07", "GV:text CP:text IN:text")]
    [InlineData("S08", "SM:cut")]
    [InlineData("S09", "UA:cut")]
    [InlineData("S10", "PR:text FI:text OT:within-FI TL:text SC:text AC:cut AB:text")]
    [InlineData("S11", "PR:text FI:text OT:cut TL:within-FI SC:text")]
    [InlineData("S12", "CM:cut")]
    [InlineData("S13", "")] // a copy of S01
    [InlineData("S14", "FI:named TL:named AC:named CM:cut")]
    [InlineData("S15", "PR:text FI:named OT:named TL:named SC:named AC:named AB:named WN:named")]
    [InlineData("S16", "PR:text")]
    [InlineData("S17", "FI:text OT:within-FI TL:cut SC:text")]
    [InlineData("S18", "FI:named TL:named SC:named AC:named NR:named OG:soft PA:soft ST:soft")]
    [InlineData("S19", "PR:text FI:text OT:named TL:named SC:named AC:named NR:named PA:named")] // GV-11: its eight
    [InlineData("S20", "PR:text FI:text OT:within-FI TL:text SC:text AC:text OG:text PA:text AT:text")]
    [InlineData("S21", "PR:text FI:text OT:cut TL:named SC:named AC:named AB:named NR:named")] // GV-11: its eight
    public void Regimes_are_those_of_the_organ(string source, string regimes) =>
        Of(source).Regimes.Select(r => $"{r.Key}:{r.Value}")
            .ShouldBe(regimes.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    // Catalogue §2: what the organs say differently, cell by cell where the cell is one value.
    [Theory]
    [InlineData("S11", "FirstInquiry.SectionAlsoResponsible", "true")]
    [InlineData("S01", "FirstInquiry.Channels", "[\"visit\",\"phone\"]")]
    [InlineData("S02", "FirstInquiry.Channels", "[\"visit\"]")]
    [InlineData("S05", "FirstInquiry.Channels", "[\"visit\",\"phone\",\"letter\",\"official-letter\"]")]
    [InlineData("S11", "FirstInquiry.Channels", "[\"visit\",\"phone\",\"official-letter\"]")]
    [InlineData("S01", "FirstInquiry.ReadyCaseMode", "\"immediate-else-explain\"")]
    [InlineData("S02", "FirstInquiry.ReadyCaseMode", "\"on-arrival\"")]
    [InlineData("S10", "FirstInquiry.ReadyCaseMode", "\"prompt-plus-one-time-notice\"")]
    [InlineData("S11", "FirstInquiry.ReadyCaseMode", "\"immediate-else-promise-date\"")]
    [InlineData("S17", "FirstInquiry.ReadyCaseMode", "\"per-rules\"")]
    [InlineData("S19", "FirstInquiry.ReadyCaseMode", "\"prompt-plus-one-time-notice\"")]
    [InlineData("S20", "FirstInquiry.ReadyCaseMode", "\"within-prescribed-limit\"")]
    [InlineData("S21", "FirstInquiry.ReadyCaseMode", "\"per-rules\"")]
    [InlineData("S02", "FirstInquiry.IncompleteMode", "\"reason-and-notes\"")]
    [InlineData("S17", "FirstInquiry.IncompleteMode", "\"explain-once\"")]
    [InlineData("S20", "FirstInquiry.IncompleteMode", "\"register-and-one-time-notice\"")]
    [InlineData("S20", "FirstInquiry.MaxVisits", "2")]
    [InlineData("S01", "FirstInquiry.ReferralLevel", "\"tell\"")]
    [InlineData("S02", "FirstInquiry.ReferralLevel", "\"escort-to-next-post\"")]
    [InlineData("S10", "FirstInquiry.ReferralLevel", "\"tell-with-location\"")]
    [InlineData("S11", "FirstInquiry.ReferralLevel", "\"guide-and-contact\"")]
    [InlineData("S17", "FirstInquiry.ReferralLevel", "\"escort-and-hand-over\"")]
    [InlineData("S19", "FirstInquiry.ReferralLevel", "\"tell-or-escort\"")]
    [InlineData("S20", "FirstInquiry.ReferralLevel", "\"escort\"")]
    [InlineData("S21", "FirstInquiry.ReferralLevel", "\"tell-and-escort\"")]
    [InlineData("S19", "FirstInquiry.NobodyThereMode", "\"section-phone\"")]
    [InlineData("S21", "FirstInquiry.NobodyThereMode", "\"head-name-and-phone\"")]
    [InlineData("S21", "FirstInquiry.ReceiveForAbsentColleague", "true")]
    [InlineData("S17", "FirstInquiry.CallRegister", "\"consultations-and-tip-offs\"")]
    [InlineData("S11", "FirstInquiry.UnclearDutyTo", "\"leader-in-charge\"")]
    [InlineData("S02", "Department.ConsultationPhones", "[\"8568581\",\"8568582\"]")]
    [InlineData("S01", "OneTimeNotice.Giver", "\"handler\"")]
    [InlineData("S21", "OneTimeNotice.Giver", "\"handler\"")]
    [InlineData("S10", "OneTimeNotice.Giver", "\"first-inquiry-person\"")]
    [InlineData("S11", "OneTimeNotice.Giver", "\"first-inquiry-person\"")]
    [InlineData("S01", "OneTimeNotice.Checklist", "[\"policy\",\"legal-basis\",\"procedure\",\"materials\"]")]
    [InlineData("S10", "OneTimeNotice.Checklist", "[\"procedure\",\"requirements\"]")]
    [InlineData("S11", "OneTimeNotice.Checklist", "[\"legal-basis\",\"procedure\",\"time-limit\",\"materials\"]")]
    [InlineData("S21", "OneTimeNotice.Checklist", "[\"legal-basis\",\"conditions\",\"procedure\",\"time-limit\",\"materials\"]")]
    [InlineData("S01", "TimeLimit.LettersSimple", "3")]
    [InlineData("S01", "TimeLimit.LettersInvestigated", "15")]
    [InlineData("S10", "TimeLimit.WithoutStatuteMode", "\"organ-sets-and-publishes\"")]
    [InlineData("S17", "TimeLimit.WithoutStatuteMode", "\"as-short-as-possible\"")]
    [InlineData("S10", "StandIn.Mandatory", "\"window-posts\"")]
    [InlineData("S04", "StandIn.Mandatory", "\"named-in-post-document\"")]
    [InlineData("S04", "Post.AppraisalRole", "\"main-basis\"")]
    [InlineData("S19", "Post.AppraisalRole", "\"main-content\"")]
    [InlineData("S15", "Post.AppraisalRole", "\"item\"")]
    [InlineData("S02", "Disclosure.ReviewDays", "10")]
    [InlineData("S20", "Disclosure.SecrecyRule", "\"not-expressly-forbidden\"")]
    [InlineData("S18", "Disclosure.SecrecyRule", "\"secrecy-permitting\"")]
    [InlineData("S05", "Disclosure.Inspector", "\"discipline-group\"")]
    [InlineData("S02", "Warning.Threshold", "3")]
    [InlineData("S02", "Appraisal.CloseBy", "\"01-31\"")]
    [InlineData("S09", "UnitAppraisal.Weights", "{\"work-effect\":20,\"efficiency-construction\":50,\"leaders\":20,\"society\":10}")]
    [InlineData("S06", "Attendance.SignInWindow", "[{\"from\":\"08:30\",\"to\":\"09:30\"}]")]
    [InlineData("S06", "Attendance.FullDays", "20")]
    [InlineData("S02", "Study.Weekdays", "[\"tuesday\",\"friday\"]")]
    [InlineData("S01b", "Printing.Rule", "\"register-and-consent\"")]
    [InlineData("S06", "Printing.Rule", "\"approval\"")]
    [InlineData("S06", "Reception.MaxHosts", "3")]
    [InlineData("S01", "Veto.Source", "\"superior-efficiency-office\"")]
    public void Value_is_that_of_the_organ(string source, string key, string json) =>
        JsonSerializer.Serialize(Of(source).Values[key].Value).ShouldBe(json);

    // AMB-23, AMB-36: a department's amounts start empty; only the example city has any.
    [Fact]
    public void Only_the_example_city_has_points() => ProfileLibrary.All
        .Where(p => p.Values.Keys.Any(k => k.StartsWith("UnitScore.", StringComparison.Ordinal)))
        .Select(p => p.Name).ShouldBe(["example-city"]);

    [Theory]
    [InlineData("UnitScore.Yellow", 0)]
    [InlineData("UnitScore.YellowThreeRunning", -3)]
    [InlineData("UnitScore.Red", -5)]
    [InlineData("UnitScore.SecondRed", -10)]
    [InlineData("UnitScore.SanctionWarning", -10)]
    [InlineData("UnitScore.SanctionDemerit", -15)]
    [InlineData("UnitScore.SanctionMajorDemerit", -20)]
    [InlineData("UnitScore.SanctionDowngrade", -30)]
    [InlineData("UnitScore.SanctionRemoval", -40)]
    [InlineData("UnitScore.SanctionDismissal", -50)]
    [InlineData("UnitScore.EarlyEveryTenPercent", 1)]
    [InlineData("UnitScore.PromiseThirtyPercentShorter", 3)]
    [InlineData("Lights.SecondRedWorkingDays", 5)]
    public void Example_city_has_the_decided_amount(string key, int amount) =>
        Of("decisions").Values[key].Value.GetInt32().ShouldBe(amount);

    [Fact]
    public void Copy_has_the_content_of_its_model()
    {
        var copy = ProfileLibrary.ContentOf(Of("S13"));
        copy.Regimes.ShouldBe(ProfileLibrary.ContentOf(Of("S01")).Regimes);
        copy.Values.Keys.ShouldBe(Of("S01").Values.Keys, ignoreOrder: true);
    }

    private static Profile Of(string source) =>
        ProfileLibrary.All.Single(p => string.Equals(p.Source, source, StringComparison.Ordinal));
}
