using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>
/// Brings the recorded stand-ins of posts in line with what seats and absences say from an instant on, and tells the difference.
/// Every act that can change who covers a post ends here: an absence, a return, a new or an ended assignment.
/// </summary>
internal sealed class PostCover(AccountabilityDb db, BusinessClock clock)
{
    /// <summary>What stands on record for one post from an instant on, and the plan for it.</summary>
    internal sealed record Draft(
        Post Post,
        IReadOnlyList<SeatHolder> Seats,
        IReadOnlyList<Cover> Plan,
        IReadOnlyDictionary<Guid, StandIn> StandIns,
        IReadOnlyDictionary<Guid, UncoveredPost> Uncovered,
        DateTimeOffset Since);

    /// <summary>The plan for a post with rows that are not saved yet counted in; nothing is changed.</summary>
    /// <param name="since">Nothing before this instant is touched.</param>
    /// <param name="extraSeats">Seats that this request adds.</param>
    /// <param name="extraAway">Absences that this request adds.</param>
    public async Task<Draft> PlanAsync(
        Post post,
        DateTimeOffset since,
        IReadOnlyList<SeatHolder> extraSeats,
        IReadOnlyList<Away> extraAway,
        CancellationToken cancellationToken)
    {
        var window = new Period(since, null);
        var rows = await db.PostAssignments
            .Where(a => a.PostId == post.Id && (a.To == null || a.To > since))
            .ToListAsync(cancellationToken);
        // Tracked rows may have been changed by this request already.
        var seats = rows.Select(a => new SeatHolder(a.Id, a.Seat, a.StaffId, new Period(a.From, a.To)))
            .Concat(extraSeats)
            .Where(s => s.Period.Overlaps(window))
            .Select(s => s with { Period = s.Period.Intersect(window)!.Value })
            .ToArray();
        var people = seats.Select(s => s.StaffId).Distinct().ToArray();
        var absences = await db.Absences
            .Where(a => people.Contains(a.StaffId) && a.Status != AbsenceLifecycle.Cancelled
                && (a.AwayUntil == null || a.AwayUntil > since))
            .ToListAsync(cancellationToken);
        var away = absences.Where(a => a.Status != AbsenceLifecycle.Cancelled)
            .Select(a => new Away(a.StaffId, new Period(a.From, a.AwayUntil)))
            .Concat(extraAway)
            .Where(a => a.Period.Overlaps(window))
            .Select(a => a with { Period = a.Period.Intersect(window)!.Value })
            .ToArray();
        var standIns = await db.StandIns.Where(s => s.PostId == post.Id && (s.To == null || (s.To > since && s.To > s.From)))
            .ToDictionaryAsync(s => s.Id, cancellationToken);
        var uncovered = await db.UncoveredPosts.Where(u => u.PostId == post.Id && (u.To == null || (u.To > since && u.To > u.From)))
            .ToDictionaryAsync(u => u.Id, cancellationToken);
        return new Draft(post, seats, CoverPlan.For(seats, away), standIns, uncovered, since);
    }

    /// <summary>
    /// Records the plans of all posts that one act touches and publishes what changed. Needs the transaction of the request: who holds
    /// an uncovered post is read after the stand-ins of the heads are saved.
    /// </summary>
    public async Task ApplyAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellationToken)
    {
        var empty = new List<(Draft Draft, Cover Cover)>();
        foreach (var draft in drafts)
        {
            var change = CoverChange.Between(Recorded(draft), draft.Plan);
            foreach (var (cover, endedAt) in change.Ended)
            {
                End(draft, cover, endedAt);
            }
            foreach (var cover in change.Added)
            {
                if (cover.StaffId is { } staff)
                {
                    Begin(draft, cover, staff);
                }
                else
                {
                    empty.Add((draft, cover));
                }
            }
        }
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (draft, cover) in empty)
        {
            await UncoverAsync(draft, cover, cancellationToken);
        }
    }

    private List<RecordedCover> Recorded(Draft draft)
    {
        var window = new Period(draft.Since, null);
        return
        [
            .. draft.StandIns.Values.Select(s => new RecordedCover(s.Id,
                new Cover(new Period(s.From, s.To).Intersect(window)!.Value, s.ForStaffId, s.StaffId))),
            .. draft.Uncovered.Values.Select(u => new RecordedCover(u.Id, new Cover(
                new Period(u.From, u.To).Intersect(window)!.Value,
                db.Entry(u).Property<Guid>(Knowledge.ForStaffId).CurrentValue,
                null))),
        ];
    }

    private void Begin(Draft draft, Cover cover, Guid staffId)
    {
        var standIn = new StandIn
        {
            Id = Guid.CreateVersion7(),
            PostId = draft.Post.Id,
            UnitId = draft.Post.UnitId,
            StaffId = staffId,
            ForStaffId = cover.ForStaffId,
            From = cover.Period.From,
            To = cover.Period.To,
            Version = 1,
        };
        db.Record(standIn, clock.Now);
        db.Publish(standIn.Id, standIn.Version, standIn.UnitId, new StandInActivated
        {
            StandInId = standIn.Id,
            PostId = standIn.PostId,
            UnitId = standIn.UnitId,
            StaffId = standIn.StaffId,
            ForStaffId = standIn.ForStaffId,
            From = standIn.From,
            To = standIn.To,
        }, clock.Now);
        Audit("accountability.stand-in-activated", standIn.Id, draft);
    }

    private void End(Draft draft, RecordedCover cover, DateTimeOffset endedAt)
    {
        if (draft.StandIns.TryGetValue(cover.Id, out var standIn))
        {
            db.Supersede(standIn, clock.Now);
            standIn.To = endedAt;
            standIn.Version++;
            db.Publish(standIn.Id, standIn.Version, standIn.UnitId, new StandInEnded
            {
                StandInId = standIn.Id,
                PostId = standIn.PostId,
                UnitId = standIn.UnitId,
                EndedAt = endedAt,
            }, clock.Now);
            Audit("accountability.stand-in-ended", standIn.Id, draft);
            return;
        }
        var uncovered = draft.Uncovered[cover.Id];
        db.Supersede(uncovered, clock.Now);
        uncovered.To = endedAt;
        uncovered.Version++;
        Publish(uncovered);
        Audit("accountability.post-covered", uncovered.Id, draft);
    }

    private async Task UncoverAsync(Draft draft, Cover cover, CancellationToken cancellationToken)
    {
        var from = cover.Period.From;
        var duty = await DutyHistory.ReadAsync(db, draft.Post.Id, from, from, knownAt: null, cancellationToken);
        Guid[] heads = [.. duty!.HeadsAt(from).Where(head => head != cover.ForStaffId)];
        var away = await db.Absences
            .Where(a => heads.Contains(a.StaffId) && a.Status != AbsenceLifecycle.Cancelled
                && a.From <= from && (a.AwayUntil == null || a.AwayUntil > from))
            .Select(a => a.StaffId)
            .ToListAsync(cancellationToken);
        var uncovered = new UncoveredPost
        {
            Id = Guid.CreateVersion7(),
            PostId = draft.Post.Id,
            UnitId = draft.Post.UnitId,
            HeldByStaffId = heads.Except(away).Select(head => (Guid?)head).FirstOrDefault(),
            From = from,
            To = cover.Period.To,
            Version = 1,
        };
        db.Record(uncovered, clock.Now).Property<Guid>(Knowledge.ForStaffId).CurrentValue = cover.ForStaffId;
        Publish(uncovered);
        Audit("accountability.post-uncovered", uncovered.Id, draft);
    }

    private void Publish(UncoveredPost uncovered) =>
        db.Publish(uncovered.Id, uncovered.Version, uncovered.UnitId, new PostUncovered
        {
            PostId = uncovered.PostId,
            UnitId = uncovered.UnitId,
            HeldByStaffId = uncovered.HeldByStaffId,
            From = uncovered.From,
            To = uncovered.To,
        }, clock.Now);

    private void Audit(string action, Guid id, Draft draft) => db.Audit(new AuditEntry
    {
        Action = action,
        SubjectKind = "post-cover",
        SubjectId = id,
        UnitId = draft.Post.UnitId,
        BusinessAt = clock.Now,
    });
}
