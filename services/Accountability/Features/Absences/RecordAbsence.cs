using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>
/// Somebody is or will be away. B stands in by itself on every post of the absent person (AB-01). Planned leave that would empty a
/// post is refused, sudden absence is recorded and the section head holds what nobody covers (LAW-16). Absences of the future take
/// effect at their beginning, because stand-ins carry their period: no timer is needed.
/// </summary>
internal static class RecordAbsence
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/absences", HandleAsync).Allow(Roles.Administrator, Roles.Personnel);

    /// <param name="To">Exclusive; null while the end is open.</param>
    /// <param name="Reason">Personnel's own note, encrypted, in no event.</param>
    internal sealed record Request(
        Guid? StaffId,
        string? Kind,
        DateTimeOffset? From,
        DateTimeOffset? To,
        string? Reason,
        IReadOnlyList<NamedThird>? Thirds);

    private static async Task<Results<Created<AbsenceView>, ProblemHttpResult>> HandleAsync(
        Request request,
        AccountabilityDb db,
        PostCover cover,
        ThirdSeats thirdSeats,
        PersonalData personalData,
        BusinessClock clock,
        Caller caller,
        Check check,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var staffId = check.Required(request.StaffId, "staffId");
        var kind = check.OneOf(request.Kind, "kind", AbsenceKinds.All);
        var from = check.Required(request.From, "from");
        var reason = check.OptionalText(request.Reason, "reason", 500);
        var period = new Period(from, request.To);
        check.That(request.From is null || !period.IsEmpty, Refusals.PeriodReversed);
        var thirds = request.Thirds ?? [];
        for (var i = 0; i < thirds.Count; i++)
        {
            check.Required(thirds[i].PostId, $"thirds[{i}].postId");
            check.Required(thirds[i].StaffId, $"thirds[{i}].staffId");
        }
        if (check.Failed)
        {
            return check.Problem();
        }

        await db.LockStaffAsync(thirds.Select(t => t.StaffId!.Value).Append(staffId), cancellationToken);
        var staff = await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == staffId, cancellationToken);
        if (staff is null)
        {
            return Problems.NotFound("staffId");
        }
        if (!await caller.ReachesAsync(db, staff.UnitId, cancellationToken))
        {
            return Problems.Forbidden();
        }
        check.Add(AbsenceRules.CheckOverlap(period, await AbsencesAsync(db, staffId, from, cancellationToken)));
        var posts = await LockedPostsAsync(db, staffId, period, cancellationToken);
        var absenceId = Guid.CreateVersion7();
        var seats = await thirdSeats.GiveAsync(absenceId, staffId, period, thirds, posts, check, cancellationToken);
        var drafts = new List<PostCover.Draft>();
        foreach (var post in posts.Values)
        {
            var extra = seats.Where(s => s.PostId == post.Id)
                .Select(s => new SeatHolder(s.Id, s.Seat, s.StaffId, new Period(s.From, s.To))).ToArray();
            var draft = await cover.PlanAsync(post, from, extra, [new Away(staffId, period)], cancellationToken);
            var policy = await Policies.AtAsync(db, post.UnitId, clock.DayOf(from), cancellationToken);
            check.Add(AbsenceRules.CheckCover(
                post.Code,
                AbsenceKinds.IsPlanned(kind),
                period,
                TimeSpan.FromDays(policy.Int("StandIn.HandoverThreshold", 1)),
                draft.Seats,
                draft.Plan));
            drafts.Add(draft);
        }
        if (check.Failed)
        {
            return check.Problem();
        }

        var absence = new Absence
        {
            Id = absenceId,
            StaffId = staffId,
            UnitId = staff.UnitId,
            Kind = kind,
            Planned = AbsenceKinds.IsPlanned(kind),
            Reason = reason is null
                ? null
                : (await personalData.FindAsync(db, staffId, cancellationToken) ?? personalData.Create(db, staffId)).Seal(reason),
            From = from,
            To = request.To,
            AwayUntil = request.To,
            Status = AbsenceLifecycle.Recorded,
            RecordedAt = clock.Now,
            Version = 1,
        };
        db.Add(absence);
        db.Audit(new AuditEntry
        {
            Action = "accountability.absence-recorded",
            SubjectKind = "absence",
            SubjectId = absence.Id,
            UnitId = absence.UnitId,
            BusinessAt = clock.Now,
        });
        await cover.ApplyAsync(drafts, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ETags.Set(http, absence.Version);
        return TypedResults.Created($"/api/accountability/v1/absences/{absence.Id}", AbsenceView.Of(absence));
    }

    private static Task<List<Period>> AbsencesAsync(
        AccountabilityDb db, Guid staffId, DateTimeOffset from, CancellationToken cancellationToken) => db.Absences
        .Where(a => a.StaffId == staffId && a.Status != AbsenceLifecycle.Cancelled && (a.AwayUntil == null || a.AwayUntil > from))
        .Select(a => new Period(a.From, a.AwayUntil))
        .ToListAsync(cancellationToken);

    /// <summary>Every post on which the person has a seat in the time, locked: nobody changes its seats meanwhile.</summary>
    private static async Task<Dictionary<Guid, Post>> LockedPostsAsync(
        AccountabilityDb db, Guid staffId, Period period, CancellationToken cancellationToken)
    {
        var ids = await db.PostAssignments
            .Where(a => a.StaffId == staffId && (a.To == null || a.To > period.From) && (period.To == null || a.From < period.To))
            .Select(a => a.PostId).Distinct().ToListAsync(cancellationToken);
        await db.LockPostsAsync(ids, cancellationToken);
        return await db.Posts.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
    }
}
