using System.Globalization;
using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.ServiceDefaults.Tests;

/// <summary>Who was responsible at an instant: AB-01, AB-08, AB-10, LAW-16.</summary>
public sealed class ResponsibilityTests
{
    private static readonly Guid Post = Guid.CreateVersion7();

    private static readonly Dictionary<string, Guid> People =
        new[] { "a", "a2", "b", "b2", "third", "head" }.ToDictionary(name => name, _ => Guid.CreateVersion7(), StringComparer.Ordinal);

    /// <summary>
    /// Rows: <c>seat:person:from..to</c>, <c>stand:person:from..to</c>, <c>gap:person?:from..to</c>, days of October 2026 at
    /// 00:00, an empty end is open. Asked for the 9th at 17:30.
    /// </summary>
    public static TheoryData<string, string?, string> Cases => new()
    {
        { "A:a:1..", "a", "holder" }, // the ordinary day
        { "A:a:1.. B:b:1..", "a", "holder" }, // B exists, A is there
        { "A:a:1.. B:b:1.. stand:b:5..", "b", "stand-in" }, // A away, B acts (AB-01): his is the responsibility (AB-08)
        { "A:a:1.. B:b:1.. stand:b:5..8", "a", "holder" }, // A was back before
        { "A:a:1.. B:b:1.. stand:b:10..", "a", "holder" }, // A leaves only afterwards
        { "A:a:1.. B:b:1.. stand:third:5..", "third", "third" }, // a named third (LAW-16)
        { "A:a:1.. B:b:1.. third:third:1.. stand:third:5..", "third", "third" }, // by his seat as well
        { "A:a:1.. B:b:1..5 stand:b:5..", "b", "third" }, // he held the B seat once, no longer
        { "A:a:1.. B:b:1.. stand:b:5.. stand:third:8..", "third", "third" }, // B fell ill: the later one counts
        { "A:a:1.. B:b:1.. stand:third:8..9 stand:b:5..", "b", "stand-in" }, // the third has ended
        { "A:a:1.. B:b:1.. gap:head:5..", "head", "section-head" }, // neither is there (AB-10)
        { "A:a:1.. B:b:1.. gap::5..", "head", "section-head" }, // the event named nobody: the section head of the unit
        { "A:a:1.. B:b:1.. gap:head:5..8", "a", "holder" }, // covered again
        { "A:a:1.. B:b:1.. gap:head:5.. stand:third:7..", "third", "third" }, // somebody was found meanwhile
        { "A:a:1..5 A:a2:5.. B:b:1..", "a2", "holder" }, // the post changed hands
        { "A:a:1..5 B:b:1..", "b", "stand-in" }, // the A seat is empty: B steps in by himself (AB-01)
        { "A:a:1..5 B:b:1..5 third:third:1..", "third", "third" }, // only the third is left
        { "A:a:1..5", "head", "section-head" }, // nobody is left
        { "A:a:10..", "head", "section-head" }, // not yet
        { "", "head", "section-head" }, // never anybody
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Who_holds_the_duty_at_the_instant(string rows, string? person, string capacity)
    {
        var responsible = At(rows, Day(9).AddHours(17.5));

        responsible.StaffId.ShouldBe(person is null ? null : People[person]);
        responsible.Capacity.ShouldBe(capacity);
    }

    [Fact]
    public void A_period_includes_its_start_and_excludes_its_end()
    {
        const string rows = "A:a:1.. B:b:1.. stand:b:5..8";

        At(rows, Day(5).AddTicks(-1)).StaffId.ShouldBe(People["a"]);
        At(rows, Day(5)).StaffId.ShouldBe(People["b"]);
        At(rows, Day(8).AddTicks(-1)).StaffId.ShouldBe(People["b"]);
        At(rows, Day(8)).StaffId.ShouldBe(People["a"]);
    }

    [Fact]
    public void Rows_of_other_posts_do_not_count()
    {
        var other = Parse("A:a:1.. stand:b:5..", Guid.CreateVersion7());

        Responsibility.At(Post, Day(9), other.Seats, other.StandIns, sectionHead: null, other.Gaps)
            .ShouldBe(new Responsible(null, "section-head"));
    }

    private static Responsible At(string rows, DateTimeOffset instant)
    {
        var (seats, standIns, gaps) = Parse(rows, Post);
        return Responsibility.At(Post, instant, seats, standIns, People["head"], gaps);
    }

    private static DateTimeOffset Day(int day) => new(2026, 10, day, 0, 0, 0, TimeSpan.FromHours(8));

    private static (List<PostAssignment> Seats, List<StandIn> StandIns, List<UncoveredPost> Gaps) Parse(string rows, Guid post)
    {
        var (seats, standIns, gaps) = (new List<PostAssignment>(), new List<StandIn>(), new List<UncoveredPost>());
        foreach (var row in rows.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = row.Split(':');
            var days = parts[2].Split("..");
            var from = Day(int.Parse(days[0], CultureInfo.InvariantCulture));
            DateTimeOffset? to = days[1].Length == 0 ? null : Day(int.Parse(days[1], CultureInfo.InvariantCulture));
            switch (parts[0])
            {
                case "stand":
                    standIns.Add(new StandIn
                    {
                        Id = Guid.CreateVersion7(), PostId = post, UnitId = Guid.Empty, StaffId = People[parts[1]],
                        ForStaffId = People["a"], From = from, To = to, Version = 1,
                    });
                    break;
                case "gap":
                    gaps.Add(new UncoveredPost
                    {
                        Id = Guid.CreateVersion7(), PostId = post, UnitId = Guid.Empty,
                        HeldByStaffId = parts[1].Length == 0 ? null : People[parts[1]], From = from, To = to, Version = 1,
                    });
                    break;
                default:
                    seats.Add(new PostAssignment
                    {
                        Id = Guid.CreateVersion7(), PostId = post, UnitId = Guid.Empty, StaffId = People[parts[1]],
                        Seat = parts[0], From = from, To = to, Version = 1,
                    });
                    break;
            }
        }

        return (seats, standIns, gaps);
    }
}
