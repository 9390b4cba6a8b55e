using Efficiency.ServiceDefaults.Directory;
using Efficiency.ServiceDefaults.Tests.Probe;

namespace Efficiency.ServiceDefaults.Tests;

/// <summary>One department with a section, a leader above, a handler's post with A, B on leave days, and posts elsewhere.</summary>
public sealed class PowersTests(ProbeService probe) : IClassFixture<ProbeService>, IAsyncLifetime
{
    private static readonly DateTimeOffset Instant = new(2026, 10, 9, 9, 30, 0, TimeSpan.Zero);

    private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);

    public async Task InitializeAsync() => await probe.InDatabaseAsync(async db =>
    {
        db.AddRange(Units.Of(Id("city"), null), Units.Of(Id("department"), Id("city")),
            Units.Of(Id("section"), Id("department")), Units.Of(Id("other"), Id("city")));
        Place("handler-post", "section", PostKinds.Handler, ("handler", Seats.A), ("deputy", Seats.B));
        Place("away-post", "section", PostKinds.Handler, ("absent", Seats.A), ("deputy2", Seats.B));
        Place("head-post", "section", PostKinds.SectionHead, ("head", Seats.A));
        Place("leader-post", "department", PostKinds.Leader, ("leader", Seats.A));
        Place("organ-post", "department", PostKinds.OrganHead, ("organ", Seats.A), ("leader", Seats.B));
        Place("mayor-post", "city", PostKinds.GovernmentHead, ("mayor", Seats.A));
        Place("office-post", "city", PostKinds.EfficiencyOffice, ("inspector", Seats.A));
        Place("other-leader-post", "other", PostKinds.Leader, ("stranger", Seats.A));
        db.Add(new StandIn
        {
            Id = Guid.CreateVersion7(), PostId = Id("away-post"), UnitId = Id("section"), StaffId = Id("deputy2"),
            ForStaffId = Id("absent"), From = Instant.AddDays(-1), To = Instant.AddDays(1), Version = 1,
        });
        db.Add(new StandIn // a named third for the organ's head, over since yesterday
        {
            Id = Guid.CreateVersion7(), PostId = Id("organ-post"), UnitId = Id("department"), StaffId = Id("head"),
            ForStaffId = Id("organ"), From = Instant.AddDays(-9), To = Instant.AddDays(-1), Version = 1,
        });
        await db.SaveChangesAsync();

        void Place(string post, string unit, string kind, params (string Person, string Seat)[] seats)
        {
            db.Add(new Post { Id = Id(post), UnitId = Id(unit), Code = post, Name = post, Kind = kind, Version = 1 });
            db.AddRange(seats.Select(seat => new PostAssignment
            {
                Id = Guid.CreateVersion7(), PostId = Id(post), UnitId = Id(unit), StaffId = Id(seat.Person), Seat = seat.Seat,
                From = Instant.AddYears(-1), Version = 1,
            }));
        }
    });

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Powers_follow_posts_and_whoever_is_responsible_for_them()
    {
        // person, power, over the unit → the post acted under
        (string Person, string Power, string Unit, string? Post)[] cases =
        [
            ("handler", Powers.HandleCase, "section", "handler-post"),
            ("deputy", Powers.HandleCase, "section", null), // B while A is there
            ("deputy2", Powers.HandleCase, "section", "away-post"), // stands in (AB-01)
            ("absent", Powers.HandleCase, "section", null), // away: the stand-in has it (AB-08)
            ("head", Powers.HandleCase, "section", "head-post"),
            ("handler", Powers.HandleCase, "department", null), // of the section only
            ("leader", Powers.HandleCase, "section", null), // leads, does not handle
            ("leader", Powers.GrantExtension, "section", "leader-post"), // TL-07: from above
            ("leader", Powers.GrantExtension, "department", "leader-post"),
            ("leader", Powers.GrantExtension, "other", null), // beside
            ("stranger", Powers.GrantExtension, "section", null),
            ("head", Powers.GrantExtension, "section", null), // not the section head
            ("leader", Powers.GrantLicenceExtension, "section", null), // LAW-02: the head of the organ, B's seat is no power
            ("organ", Powers.GrantLicenceExtension, "section", "organ-post"),
            ("head", Powers.GrantLicenceExtension, "section", null), // his standing in is over
            ("mayor", Powers.GrantJointExtension, "section", "mayor-post"), // LAW-02: two levels above
            ("organ", Powers.GrantJointExtension, "section", null),
            ("leader", Powers.ApproveRefusal, "section", "leader-post"), // AMB-13
            ("handler", Powers.ApproveRefusal, "section", null),
            ("inspector", Powers.ExamineLead, "section", "office-post"), // AMB-12
            ("leader", Powers.ExamineLead, "section", null),
            ("head", Powers.PublishItem, "section", "head-post"),
            ("organ", Powers.ApproveRegulation, "department", "organ-post"),
            ("head", Powers.ApproveAbsence, "section", "head-post"),
        ];
        foreach (var (person, power, unit, expected) in cases)
        {
            var post = await probe.InDatabaseAsync(db => Powers.FindAsync(db, Id(person), power, Id(unit), Instant.ToOffset(TimeSpan.FromHours(8))));
            (post?.Code).ShouldBe(expected, $"{person} {power} {unit}");
        }

        cases.Select(row => row.Power).ToHashSet(StringComparer.Ordinal).ShouldBe(Powers.All, ignoreOrder: true);
        (await probe.InDatabaseAsync(db => Powers.FindAsync(db, null, Powers.HandleCase, Id("section"), Instant))).ShouldBeNull();
    }

    [Fact]
    public async Task The_directory_finds_who_was_responsible()
    {
        (await OfAsync("handler-post")).ShouldBe(new Responsible(Id("handler"), Capacities.Holder));
        (await OfAsync("away-post")).ShouldBe(new Responsible(Id("deputy2"), Capacities.StandIn));
        (await probe.InDatabaseAsync(db => Responsibility.FindAsync(db, Id("away-post"), Instant.AddYears(-2))))
            .ShouldBe(new Responsible(null, Capacities.SectionHead)); // before anybody was appointed
        (await probe.InDatabaseAsync(db => Responsibility.FindAsync(db, Guid.CreateVersion7(), Instant))).ShouldBeNull();

        await probe.InDatabaseAsync(async db =>
        {
            db.Add(new UncoveredPost
            {
                Id = Guid.CreateVersion7(), PostId = Id("handler-post"), UnitId = Id("section"), From = Instant.AddHours(-1), Version = 1,
            });
            await db.SaveChangesAsync();
        });
        (await OfAsync("handler-post")).ShouldBe(new Responsible(Id("head"), Capacities.SectionHead));
    }

    private Task<Responsible?> OfAsync(string post) =>
        probe.InDatabaseAsync(db => Responsibility.FindAsync(db, Id(post), Instant));

    private Guid Id(string name)
    {
        if (!_ids.TryGetValue(name, out var id))
        {
            _ids[name] = id = Guid.CreateVersion7();
        }

        return id;
    }
}
