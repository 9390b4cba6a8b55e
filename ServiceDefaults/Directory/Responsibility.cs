using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults.Directory;

/// <summary>Who holds a duty, and in which capacity (AB-08): one of <see cref="Capacities"/>.</summary>
/// <param name="StaffId">Null where nobody held it.</param>
/// <param name="Capacity">For a duty that nobody held: <c>section-head</c>, since it would have been his.</param>
public readonly record struct Responsible(Guid? StaffId, string Capacity);

public static class Capacities
{
    public const string Holder = "holder";
    public const string StandIn = "stand-in";
    public const string Third = "third";
    public const string SectionHead = "section-head";
}

/// <summary>Who was responsible for a post at an instant (AB-01, AB-08, AB-10, LAW-16).</summary>
public static class Responsibility
{
    /// <summary>
    /// A stand-in active at the instant, else, where the post is uncovered, the section head, else A, else (the A seat is
    /// empty) B and then the third by their seats, else the section head. Periods include their start and exclude their end.
    /// Of several stand-ins the one who began last counts.
    /// </summary>
    public static Responsible At(
        Guid postId,
        DateTimeOffset instant,
        IEnumerable<PostAssignment> assignments,
        IEnumerable<StandIn> standIns,
        Guid? sectionHead,
        IEnumerable<UncoveredPost>? uncovered = null)
    {
        var seats = assignments
            .Where(row => row.PostId == postId && Covers(row.From, row.To, instant))
            .OrderByDescending(row => row.From)
            .ToArray();

        var standIn = standIns
            .Where(row => row.PostId == postId && Covers(row.From, row.To, instant))
            .OrderByDescending(row => row.From).ThenByDescending(row => row.Id)
            .FirstOrDefault();
        if (standIn is not null)
        {
            var isB = Array.Exists(seats, row => row.StaffId == standIn.StaffId && IsSeat(row, Seats.B));
            return new Responsible(standIn.StaffId, isB ? Capacities.StandIn : Capacities.Third);
        }

        var gap = uncovered?
            .Where(row => row.PostId == postId && Covers(row.From, row.To, instant))
            .OrderByDescending(row => row.From)
            .FirstOrDefault();
        if (gap is not null)
        {
            return new Responsible(gap.HeldByStaffId ?? sectionHead, Capacities.SectionHead);
        }

        return In(Seats.A, Capacities.Holder)
            ?? In(Seats.B, Capacities.StandIn)
            ?? In(Seats.Third, Capacities.Third)
            ?? new Responsible(sectionHead, Capacities.SectionHead);

        Responsible? In(string seat, string capacity) =>
            Array.Find(seats, row => IsSeat(row, seat)) is { } row ? new Responsible(row.StaffId, capacity) : null;
    }

    /// <summary>
    /// As <see cref="At"/>, from the directory; null where the post is not known here. The section head is whoever is
    /// responsible for the nearest post of that kind, from the post's unit upwards.
    /// </summary>
    public static async Task<Responsible?> FindAsync(
        DbContext db, Guid postId, DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        var post = await db.Set<Post>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == postId, cancellationToken);
        if (post is null)
        {
            return null;
        }

        var own = await OfPostAsync(db, postId, instant, sectionHead: null, cancellationToken);
        if (own.StaffId is not null || string.Equals(post.Kind, PostKinds.SectionHead, StringComparison.Ordinal))
        {
            return own;
        }

        return own with { StaffId = await SectionHeadAsync(db, post.UnitId, instant, cancellationToken) };
    }

    /// <summary>Who heads the section that the unit is or lies in, at the instant; null where nobody does.</summary>
    public static async Task<Guid?> SectionHeadAsync(
        DbContext db, Guid unitId, DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        var heads = await UnitTree.Up(db, unitId)
            .Join(
                db.Set<Post>().Where(post => post.Kind == PostKinds.SectionHead),
                step => step.Id,
                post => post.UnitId,
                (step, post) => new { step.Height, post.Id })
            .OrderBy(row => row.Height).ThenBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        foreach (var head in heads)
        {
            var held = await OfPostAsync(db, head, instant, sectionHead: null, cancellationToken);
            if (held.StaffId is not null)
            {
                return held.StaffId;
            }
        }

        return null;
    }

    internal static async Task<Responsible> OfPostAsync(
        DbContext db, Guid postId, DateTimeOffset instant, Guid? sectionHead, CancellationToken cancellationToken)
    {
        // Npgsql takes instants in UTC only.
        instant = instant.ToUniversalTime();
        var assignments = await db.Set<PostAssignment>().AsNoTracking()
            .Where(row => row.PostId == postId && row.From <= instant && (row.To == null || row.To > instant))
            .ToListAsync(cancellationToken);
        var standIns = await db.Set<StandIn>().AsNoTracking()
            .Where(row => row.PostId == postId && row.From <= instant && (row.To == null || row.To > instant))
            .ToListAsync(cancellationToken);
        var uncovered = await db.Set<UncoveredPost>().AsNoTracking()
            .Where(row => row.PostId == postId && row.From <= instant && (row.To == null || row.To > instant))
            .ToListAsync(cancellationToken);
        return At(postId, instant, assignments, standIns, sectionHead, uncovered);
    }

    private static bool IsSeat(PostAssignment row, string seat) => string.Equals(row.Seat, seat, StringComparison.Ordinal);

    private static bool Covers(DateTimeOffset from, DateTimeOffset? to, DateTimeOffset instant) =>
        from <= instant && (to is null || instant < to);
}
