using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Efficiency.ServiceDefaults.Tests.Probe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class DirectoryHandlerTests(ProbeService probe) : IClassFixture<ProbeService>
{
    private static readonly DateTimeOffset Instant = new(2026, 10, 9, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_lower_or_equal_version_changes_nothing()
    {
        var id = Guid.CreateVersion7();

        await HandleAsync(new StaffRegisteredHandler(Db()), Staff("second"), id, 2);
        await HandleAsync(new StaffRegisteredHandler(Db()), Staff("first"), id, 1);
        await HandleAsync(new StaffRegisteredHandler(Db()), Staff("again"), id, 2);
        (await NameAsync()).ShouldBe("second");

        await HandleAsync(new StaffRegisteredHandler(Db()), Staff("third"), id, 3);
        (await NameAsync()).ShouldBe("third");

        StaffRegistered Staff(string name) => new() { StaffId = id, UnitId = Guid.CreateVersion7(), Name = name, Title = "科员" };
        Task<string> NameAsync() => probe.InDatabaseAsync(db => db.Set<Staff>().Where(row => row.Id == id).Select(row => row.Name).SingleAsync());
    }

    [Fact]
    public async Task Everything_that_the_events_say_is_kept()
    {
        var unit = new UnitRegistered
        {
            UnitId = Guid.CreateVersion7(), ParentId = Guid.CreateVersion7(), Kind = "section", Code = "GZ01", Name = "综合科",
            DivisionCode = "330102", ValidFrom = new DateOnly(2026, 1, 1), ValidTo = new DateOnly(2027, 1, 1),
        };
        var post = new PostRegistered
        {
            PostId = Guid.CreateVersion7(), UnitId = unit.UnitId, Code = "01", Name = "受理岗", Kind = PostKinds.Handler,
        };
        var seat = new PostAssigned
        {
            AssignmentId = Guid.CreateVersion7(), PostId = post.PostId, UnitId = unit.UnitId, StaffId = Guid.CreateVersion7(),
            Seat = Seats.A, From = Instant, To = Instant.AddDays(1),
        };
        var gap = new PostUncovered { PostId = post.PostId, UnitId = unit.UnitId, HeldByStaffId = seat.StaffId, From = Instant };
        var absence = Guid.CreateVersion7();

        await HandleAsync(new UnitRegisteredHandler(Db()), unit, unit.UnitId, 1);
        await HandleAsync(new PostRegisteredHandler(Db()), post, post.PostId, 1);
        await HandleAsync(new PostAssignedHandler(Db()), seat, seat.AssignmentId, 1);
        await HandleAsync(new PostUncoveredHandler(Db()), gap, absence, 1);
        await HandleAsync(new PostUncoveredHandler(Db()), gap with { To = Instant.AddHours(1) }, absence, 2);

        await probe.InDatabaseAsync(async db =>
        {
            var kept = await db.Set<Unit>().SingleAsync(row => row.Id == unit.UnitId);
            (kept.ParentId, kept.Kind, kept.Code, kept.Name, kept.DivisionCode, kept.ValidFrom, kept.ValidTo)
                .ShouldBe((unit.ParentId, unit.Kind, unit.Code, unit.Name, unit.DivisionCode, unit.ValidFrom, unit.ValidTo));
            (await db.Set<Post>().SingleAsync(row => row.Id == post.PostId)).Kind.ShouldBe(PostKinds.Handler);
            var assignment = await db.Set<PostAssignment>().SingleAsync(row => row.Id == seat.AssignmentId);
            (assignment.StaffId, assignment.Seat, assignment.From, assignment.To).ShouldBe((seat.StaffId, seat.Seat, seat.From, seat.To));
            var uncovered = await db.Set<UncoveredPost>().SingleAsync(row => row.Id == absence);
            (uncovered.HeldByStaffId, uncovered.To).ShouldBe((seat.StaffId, Instant.AddHours(1)));
        });
    }

    [Fact]
    public async Task An_end_before_its_beginning_waits_and_ends_it_once_it_has_come()
    {
        var begun = new StandInActivated
        {
            StandInId = Guid.CreateVersion7(), PostId = Guid.CreateVersion7(), UnitId = Guid.CreateVersion7(),
            StaffId = Guid.CreateVersion7(), ForStaffId = Guid.CreateVersion7(), From = Instant,
        };
        var ended = new StandInEnded
        {
            StandInId = begun.StandInId, PostId = begun.PostId, UnitId = begun.UnitId, EndedAt = Instant.AddDays(2),
        };

        (await HandleAsync(new StandInEndedHandler(Db()), ended, begun.StandInId, 2)).AwaitedKey.ShouldBe(begun.StandInId);
        await HandleAsync(new StandInActivatedHandler(Db()), begun, begun.StandInId, 1);
        (await HandleAsync(new StandInEndedHandler(Db()), ended, begun.StandInId, 2)).AwaitedKey.ShouldBeNull();
        await HandleAsync(new StandInActivatedHandler(Db()), begun, begun.StandInId, 1); // once more

        (await probe.InDatabaseAsync(db => db.Set<StandIn>().SingleAsync(row => row.Id == begun.StandInId))).To
            .ShouldBe(Instant.AddDays(2));
    }

    [Fact]
    public async Task A_policy_version_is_kept_once()
    {
        var version = new PolicyVersionActivated
        {
            PolicyVersionId = Guid.CreateVersion7(), UnitId = Guid.CreateVersion7(), Number = 1, DocumentTitle = "限时办结制",
            DocumentNumber = "〔2026〕1号", AdoptedBy = "党组", InForceFrom = new DateOnly(2026, 9, 1), Regimes = ["FI", "TL"],
            Values = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["Limit.Default"] = JsonSerializer.SerializeToElement(15) },
        };

        await HandleAsync(new PolicyVersionActivatedHandler(Db()), version, version.PolicyVersionId, 1);
        await HandleAsync(new PolicyVersionActivatedHandler(Db()), version, version.PolicyVersionId, 1);

        var kept = await probe.InDatabaseAsync(db => db.Set<PolicyVersion>().SingleAsync(row => row.Id == version.PolicyVersionId));
        kept.Regimes.ShouldBe(["FI", "TL"]);
        kept.Values.GetProperty("Limit.Default").GetInt32().ShouldBe(15);
    }

    private ProbeDb? _db;

    private ProbeDb Db() => _db = probe.App.Services.CreateScope().ServiceProvider.GetRequiredService<ProbeDb>();

    private async Task<Handled> HandleAsync<T>(IEventHandler<T> handler, T message, Guid aggregate, int version)
        where T : class
    {
        var headers = new EventHeaders(Guid.CreateVersion7(), "test", aggregate, version, null, Instant, Instant);
        var handled = await handler.HandleAsync(message, headers, CancellationToken.None);
        await _db!.SaveChangesAsync();
        return handled;
    }
}
