using Efficiency.Accountability.Domain;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using PostKinds = Efficiency.Accountability.Domain.PostKinds;

namespace Efficiency.Accountability.Persistence;

/// <summary>
/// Who held the duty of a post over a span, and who headed the office: every row that matters, read once, so that any number of
/// instants can be asked without a query.
/// </summary>
internal sealed class DutyHistory
{
    private readonly ILookup<Guid, PostAssignment> _assignments;
    private readonly ILookup<Guid, StandIn> _standIns;
    private readonly ILookup<Guid, UncoveredPost> _uncovered;
    private readonly IReadOnlyList<Guid> _heads;

    private DutyHistory(
        Post post,
        IReadOnlyList<Guid> heads,
        IEnumerable<PostAssignment> assignments,
        IEnumerable<StandIn> standIns,
        IEnumerable<UncoveredPost> uncovered)
    {
        Post = post;
        _heads = heads;
        _assignments = assignments.ToLookup(a => a.PostId);
        _standIns = standIns.ToLookup(s => s.PostId);
        _uncovered = uncovered.ToLookup(u => u.PostId);
    }

    public Post Post { get; }

    /// <summary>Every instant at which an answer may change, as the periods that begin and end there.</summary>
    public IEnumerable<Period> Periods =>
        _assignments.SelectMany(g => g.Select(a => new Period(a.From, a.To)))
            .Concat(_standIns.SelectMany(g => g.Select(s => new Period(s.From, s.To))))
            .Concat(_uncovered.SelectMany(g => g.Select(u => new Period(u.From, u.To))));

    /// <summary>Who was responsible for the post: stand-in, holder, or the section head for what nobody held (AB-08, LAW-16).</summary>
    public Responsible At(DateTimeOffset instant)
    {
        var own = Of(Post.Id, instant, sectionHead: null);
        return own.StaffId is null ? own with { StaffId = HeadAt(instant) } : own;
    }

    /// <summary>The head of the office (TL-05); his stand-in while he is away; the next one upwards where there is none.</summary>
    public Guid? HeadAt(DateTimeOffset instant) => HeadsAt(instant).Select(head => (Guid?)head).FirstOrDefault();

    /// <summary>Whoever is responsible for a post of a section head, from the post's unit upwards.</summary>
    public IEnumerable<Guid> HeadsAt(DateTimeOffset instant) =>
        _heads.Select(head => Of(head, instant, sectionHead: null).StaffId).OfType<Guid>();

    /// <param name="from">Start of the span, inclusive.</param>
    /// <param name="to">End of the span, inclusive.</param>
    /// <param name="knownAt">As it was believed then; null for what is believed now.</param>
    /// <returns>Null where there is no such post.</returns>
    public static async Task<DutyHistory?> ReadAsync(
        AccountabilityDb db,
        Guid postId,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset? knownAt,
        CancellationToken cancellationToken)
    {
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, cancellationToken);
        if (post is null)
        {
            return null;
        }
        var heads = await HeadPostsAsync(db, post.UnitId, cancellationToken);
        Guid[] posts = [post.Id, .. heads];
        return new DutyHistory(
            post,
            heads,
            await db.PostAssignments.KnownAt(knownAt).AsNoTracking()
                .Where(a => posts.Contains(a.PostId) && a.From <= to && (a.To == null || a.To > from))
                .ToListAsync(cancellationToken),
            await db.StandIns.KnownAt(knownAt).AsNoTracking()
                .Where(s => posts.Contains(s.PostId) && s.From <= to && (s.To == null || s.To > from))
                .ToListAsync(cancellationToken),
            await db.UncoveredPosts.KnownAt(knownAt).AsNoTracking()
                .Where(u => posts.Contains(u.PostId) && u.From <= to && (u.To == null || u.To > from))
                .ToListAsync(cancellationToken));
    }

    private Responsible Of(Guid postId, DateTimeOffset instant, Guid? sectionHead) =>
        Responsibility.At(postId, instant, _assignments[postId], _standIns[postId], sectionHead, _uncovered[postId]);

    /// <summary>Posts of section heads from the unit upwards, nearest first.</summary>
    private static Task<List<Guid>> HeadPostsAsync(AccountabilityDb db, Guid unitId, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<Guid>(
            $"""
            with recursive up as (
              select id, parent_id, 0 as height from unit where id = {unitId}
              union all
              select unit.id, unit.parent_id, up.height + 1 from unit join up on unit.id = up.parent_id where up.height < 32)
            select post.id as "Value" from up join post on post.unit_id = up.id
            where post.kind = {PostKinds.SectionHead}
            order by up.height, post.id
            """).ToListAsync(cancellationToken);
}
