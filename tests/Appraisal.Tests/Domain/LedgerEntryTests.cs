using Efficiency.Appraisal.Domain;

namespace Efficiency.Appraisal.Tests;

public sealed class LedgerEntryTests
{
    private static readonly DateTimeOffset Due = new(2025, 12, 31, 17, 30, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Later = Due.AddDays(3);

    private static readonly LedgerSource Withdrawal =
        new(Guid.CreateVersion7(), "deadlines.light-withdrawn", new Dictionary<string, string>(StringComparer.Ordinal));

    private static readonly LedgerEntry Red = new()
    {
        Id = Guid.CreateVersion7(),
        UnitId = Guid.CreateVersion7(),
        Year = 2025,
        Kind = EntryKinds.LightRed,
        CountsAs = EntryKinds.LightRed,
        SubjectKind = "case",
        SubjectId = Guid.CreateVersion7(),
        LightId = Guid.CreateVersion7(),
        SourceEventId = Guid.CreateVersion7(),
        SourceEventName = "deadlines.light-raised",
        Points = -5,
        OccurredAt = Due,
        RecordedAt = Due,
    };

    [Fact]
    public void Entry_taken_back_leaves_nothing_of_its_points()
    {
        var back = Red.TakenBack(Guid.CreateVersion7(), EntryKinds.LightWithdrawn, Withdrawal, Later, Later);
        (Red.Points + back.Points).ShouldBe(0);
        back.ReversesEntryId.ShouldBe(Red.Id);
        back.Kind.ShouldBe(EntryKinds.LightWithdrawn);
        back.CountsAs.ShouldBe(EntryKinds.LightRed);
        back.SourceEventId.ShouldBe(Withdrawal.EventId);
    }

    // The withdrawal is of January, the light of December: both totals of December must come out right.
    [Fact]
    public void Entry_is_taken_back_in_its_own_year() =>
        Red.TakenBack(Guid.CreateVersion7(), EntryKinds.LightWithdrawn, Withdrawal, Later, Later).Year.ShouldBe(2025);

    [Fact]
    public void Entry_without_amount_is_taken_back_without_amount() =>
        (Red with { Points = null }).TakenBack(Guid.CreateVersion7(), EntryKinds.LightWithdrawn, Withdrawal, Later, Later).Points.ShouldBeNull();

    [Fact]
    public void Revalued_entry_says_what_it_follows_from()
    {
        var policy = new ScorePolicy(
            Guid.CreateVersion7(),
            Active: true,
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["UnitScore.Red"] = -7 },
            ScorePolicy.DefaultEarlyShare);
        var revalued = Red.Revalued(Guid.CreateVersion7(), EntryKinds.LightRed, policy, Withdrawal, Later);
        revalued.Points.ShouldBe(-7);
        revalued.PolicyVersionId.ShouldBe(policy.VersionId);
        revalued.RestsOn.ShouldBe([Red.Id]);
        revalued.LightId.ShouldBe(Red.LightId);
        revalued.OccurredAt.ShouldBe(Due);
    }
}
