using CsCheck;
using Efficiency.Contracts;
using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Items;
using Case = Efficiency.Intake.Domain.Cases.Case;

namespace Efficiency.Intake.Tests.Domain;

/// <summary>OT-01, FI-09, TL-01, TL-04, LAW-01, LAW-03, LAW-04.</summary>
public sealed class CaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 24, 1, 0, 0, TimeSpan.Zero);

    private static readonly Material[] Demanded = [Material("a"), Material("b"), Material("c")];

    [Fact]
    public void Case_moves_along_its_table_and_no_other_way() => Edges.Of(Case.Lifecycle).ShouldBe(
    [
        // OT-01: the first notice; LAW-04: a second one is counted.
        "registered give-notice notice-given OT-01",
        "notice-given give-notice notice-given LAW-04",
        // FI-09: what was missing comes in, before or after the notice.
        "registered supplement registered FI-09",
        "notice-given supplement notice-given FI-09",
        // TL-04: papers complete, the clock starts.
        "registered accept accepted TL-04",
        "notice-given accept accepted TL-04",
        // LAW-03: steps that are not counted.
        "accepted pause paused LAW-03",
        "paused resume accepted LAW-03",
        // TL-01: the result is delivered.
        "accepted complete completed TL-01",
    ]);

    [Theory]
    // OT-01: told all that is missing.
    [InlineData("a", "b c", "")]
    [InlineData("", "c b a", "")]
    // LAW-01: one left out would mean a second trip.
    [InlineData("a", "b", "notice-omits OT-01 missing")]
    [InlineData("", "", "notice-omits OT-01 missing; notice-omits OT-01 missing; notice-omits OT-01 missing")]
    // Not demanded by the item, told twice, or here already.
    [InlineData("a", "b c x", "material-unknown OT-01 missing[2]")]
    [InlineData("a", "b b c", "material-twice OT-01 missing[1]")]
    [InlineData("a", "a b c", "material-already-supplied FI-09 missing[0]")]
    // Nothing is missing: nothing to tell.
    [InlineData("a b c", "a", "nothing-missing OT-01 missing")]
    // All errors at once.
    [InlineData("a", "x a b", "material-unknown OT-01 missing[0]; material-already-supplied FI-09 missing[1]; "
        + "notice-omits OT-01 missing")]
    public void One_time_notice_tells_all_that_is_missing_and_nothing_else(string supplied, string told, string refusals)
    {
        var subject = Registered(supplied);
        Show(subject.GiveNotice(Guid.CreateVersion7(), Codes(told), Demanded, "staff:a", Now)).ShouldBe(refusals);
        subject.Notices.Count.ShouldBe(refusals.Length == 0 ? 1 : 0);
        subject.Version.ShouldBe(refusals.Length == 0 ? 2 : 1);
    }

    [Theory]
    [InlineData("a", "b", "")]
    [InlineData("a", "b c", "")]
    [InlineData("a", "a b", "material-already-supplied FI-09 materials[0]")]
    [InlineData("a", "x b b", "material-unknown OT-01 materials[0]; material-twice OT-01 materials[2]")]
    public void Supplement_takes_in_what_is_missing_and_nothing_else(string supplied, string brought, string refusals)
    {
        var subject = Registered(supplied);
        Show(subject.Supplement(Codes(brought), Demanded, Now)).ShouldBe(refusals);
        subject.Supplied.Count.ShouldBe(Codes(supplied).Length + (refusals.Length == 0 ? Codes(brought).Length : 0));
    }

    [Theory]
    [InlineData("a b c", "")]
    // TL-04: papers complete is the precondition; every missing one is named.
    [InlineData("b", "material-missing TL-04 ; material-missing TL-04 ")]
    public void Case_is_accepted_only_with_all_materials(string supplied, string refusals)
    {
        var subject = Registered(supplied);
        var policy = Guid.CreateVersion7();
        Show(subject.Accept(Demanded, policy, Now)).ShouldBe(refusals);
        subject.AcceptedAt.ShouldBe(refusals.Length == 0 ? Now : null);
        subject.PolicyVersionId.ShouldBe(refusals.Length == 0 ? policy : null);
    }

    [Fact]
    public void Second_notice_has_ordinal_two()
    {
        var subject = Registered("a");
        subject.GiveNotice(Guid.CreateVersion7(), ["b", "c"], Demanded, "staff:a", Now).ShouldBeEmpty();
        subject.Supplement(["b"], Demanded, Now).ShouldBeEmpty();
        subject.GiveNotice(Guid.CreateVersion7(), ["c"], Demanded, "staff:b", Now).ShouldBeEmpty();
        subject.Notices.Select(notice => (notice.Ordinal, notice.GivenBy)).ShouldBe([(1, "staff:a"), (2, "staff:b")]);
        subject.NoticeCount.ShouldBe(2);
    }

    [Fact]
    public void Pause_stops_once_and_resumes_with_its_own_end()
    {
        var subject = Accepted();
        subject.Pause(Guid.CreateVersion7(), PauseReason.Hearing, 10, Now).ShouldBeNull();
        subject.Pause(Guid.CreateVersion7(), PauseReason.Testing, 1, Now)!.Code.ShouldBe("case-cannot-be-paused");
        subject.Complete(null, Now)!.Code.ShouldBe("case-cannot-be-completed");
        subject.Resume(Now.AddDays(3)).ShouldBeNull();
        subject.Resume(Now.AddDays(4))!.Code.ShouldBe("case-cannot-be-resumed");
        subject.Pauses.Single().ResumedAt.ShouldBe(Now.AddDays(3));
    }

    [Fact]
    public void Reasons_to_pause_are_those_of_the_law() => Code.All<PauseReason>().ShouldBe(
        ["hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert-review"]);

    /// <summary>Whatever is tried in whatever order: a case changes only along its table, and a refused act changes nothing.</summary>
    [Fact]
    public void Case_under_random_acts_stays_legal() => Gen.Enum<CaseAct>().Array[0, 25].Sample(acts =>
    {
        var subject = Registered("a");
        var missing = new Stack<string>(["c", "b"]);
        foreach (var act in acts)
        {
            var (before, version) = (subject.Status, subject.Version);
            var refused = Try(subject, act, missing);
            if (refused)
            {
                (subject.Status, subject.Version).ShouldBe((before, version));
            }
            else
            {
                subject.Status.ShouldBe(Case.Lifecycle.Find(before, act)!.To);
                subject.Version.ShouldBe(version + 1);
            }
            subject.Pauses.Count(pause => pause.ResumedAt is null)
                .ShouldBe(subject.Status == CaseStatus.Paused ? 1 : 0);
            if (subject.Status is not (CaseStatus.Registered or CaseStatus.NoticeGiven))
            {
                CaseMaterials.Missing(Demanded, subject.Supplied).ShouldBeEmpty();
            }
        }
    });

    private static bool Try(Case subject, CaseAct act, Stack<string> missing) => act switch
    {
        CaseAct.GiveNotice => subject.GiveNotice(Guid.CreateVersion7(), [.. missing], Demanded, "x", Now).Count > 0,
        CaseAct.Supplement => !missing.TryPeek(out var code)
            || subject.Supplement([code], Demanded, Now).Count > 0
            || missing.Pop().Length == 0,
        CaseAct.Accept => subject.Accept(Demanded, null, Now).Count > 0,
        CaseAct.Pause => subject.Pause(Guid.CreateVersion7(), PauseReason.Hearing, 1, Now) is not null,
        CaseAct.Resume => subject.Resume(Now) is not null,
        _ => subject.Complete(null, Now) is not null,
    };

    private static Case Accepted()
    {
        var subject = Registered("a b c");
        subject.Accept(Demanded, null, Now).ShouldBeEmpty();
        return subject;
    }

    private static Case Registered(string supplied) => Case.Register(
        new Registration
        {
            Id = Guid.CreateVersion7(),
            UnitId = Guid.CreateVersion7(),
            PostId = Guid.CreateVersion7(),
            ItemId = Guid.CreateVersion7(),
            ItemVersion = 1,
            ReceiptNumber = "r",
            Applicant = new Person { PersonId = Guid.CreateVersion7() },
            Materials = Codes(supplied),
            RegisteredBy = "staff:a",
        },
        Now);

    private static string[] Codes(string codes) => codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Show(IEnumerable<Refusal> refusals) =>
        string.Join("; ", refusals.Select(refusal => $"{refusal.Code} {refusal.RuleId} {refusal.Field}"));

    private static Material Material(string code) => new()
    {
        Code = code,
        Name = code,
        Form = MaterialForm.Paper,
        Copies = 1,
        PresentedAs = PresentedAs.Original,
    };
}
