using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Features.Posts;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>Somebody named to cover a post when A and B are both away (LAW-16): he holds the third seat for that time.</summary>
/// <param name="PostId">A post on which the absent person has a seat.</param>
internal sealed record NamedThird(Guid? PostId, Guid? StaffId);

/// <summary>The third seats of one absence: given with it, left with its end.</summary>
internal sealed class ThirdSeats(AccountabilityDb db, BusinessClock clock)
{
    /// <summary>Checks the named thirds and gives those who hold the seat not yet their assignment; not saved.</summary>
    public async Task<IReadOnlyList<PostAssignment>> GiveAsync(
        Guid absenceId,
        Guid absentStaffId,
        Period period,
        IReadOnlyList<NamedThird> thirds,
        IReadOnlyDictionary<Guid, Post> posts,
        Check check,
        CancellationToken cancellationToken)
    {
        var given = new List<PostAssignment>();
        for (var i = 0; i < thirds.Count; i++)
        {
            var (postId, staffId) = (thirds[i].PostId!.Value, thirds[i].StaffId!.Value);
            check.That(staffId != absentStaffId, Refusals.ThirdIsAbsent(i));
            check.That(posts.ContainsKey(postId), Refusals.ThirdNotNeeded(i));
            check.That(await db.Staff.AnyAsync(s => s.Id == staffId, cancellationToken), Refusals.ThirdUnknown(i));
            if (check.Failed)
            {
                continue;
            }
            var present = await db.PostAssignments.AsNoTracking()
                .Where(a => a.PostId == postId && (a.To == null || a.To > period.From))
                .Select(a => new SeatHolder(a.Id, a.Seat, a.StaffId, new Period(a.From, a.To)))
                .ToListAsync(cancellationToken);
            if (present.Exists(h => Holds(h, staffId, period)))
            {
                continue;
            }
            foreach (var refusal in SeatRules.CheckAssignment(SeatRules.Third, staffId, period, present))
            {
                check.Add(refusal with { Field = $"thirds[{i}].staffId" });
            }
            given.Add(new PostAssignment
            {
                Id = Guid.CreateVersion7(),
                PostId = postId,
                UnitId = posts.TryGetValue(postId, out var post) ? post.UnitId : Guid.Empty,
                StaffId = staffId,
                Seat = SeatRules.Third,
                From = period.From,
                To = period.To,
                Version = 1,
            });
        }
        if (check.Failed)
        {
            return [];
        }
        foreach (var assignment in given)
        {
            db.Record(assignment, clock.Now).Property<Guid?>(Knowledge.AbsenceId).CurrentValue = absenceId;
            db.Tell(assignment, "accountability.post-assigned", clock.Now);
        }
        return given;
    }

    /// <summary>Takes the third seats of an absence back from its end on; not saved.</summary>
    public async Task EndAsync(Guid absenceId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var seats = await db.PostAssignments
            .Where(a => EF.Property<Guid?>(a, Knowledge.AbsenceId) == absenceId && (a.To == null || a.To > until))
            .ToListAsync(cancellationToken);
        foreach (var seat in seats)
        {
            db.Supersede(seat, clock.Now);
            seat.To = seat.From > until ? seat.From : until;
            seat.Version++;
            db.Tell(seat, "accountability.assignment-ended", clock.Now);
        }
    }

    private static bool Holds(SeatHolder holder, Guid staffId, Period period) => holder.StaffId == staffId
        && string.Equals(holder.Seat, SeatRules.Third, StringComparison.Ordinal)
        && holder.Period.From <= period.From && (holder.Period.To is null || (period.To is { } to && holder.Period.To >= to));
}
