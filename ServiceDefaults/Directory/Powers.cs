using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults.Directory;

/// <summary>
/// The one function that decides a power that a rule names, of (staff, power, unit, business instant). A power belongs to posts
/// of certain kinds; whoever is responsible for such a post at the instant has it, stand-ins included, absent holders not.
/// </summary>
public static class Powers
{
    /// <summary>Work on a contact or case: register, ask for materials, accept, pause, resume, complete.</summary>
    public const string HandleCase = "handle-case";
    /// <summary>The opinion that a refusal needs (AMB-13, LAW-15).</summary>
    public const string ApproveRefusal = "approve-refusal";
    /// <summary>One more period for a case (TL-07): the leader in charge.</summary>
    public const string GrantExtension = "grant-extension";
    /// <summary>One more period for a licence (LAW-02): the head of the organ.</summary>
    public const string GrantLicenceExtension = "grant-licence-extension";
    /// <summary>One more period under joint handling (LAW-02): the head of the government.</summary>
    public const string GrantJointExtension = "grant-joint-extension";
    public const string PublishItem = "publish-item";
    /// <summary>The second person's approval of a policy version.</summary>
    public const string ApproveRegulation = "approve-regulation";
    /// <summary>Absence and leave of the unit's staff (AB-03, AT-04).</summary>
    public const string ApproveAbsence = "approve-absence";
    /// <summary>Examine a lead (AMB-12).</summary>
    public const string ExamineLead = "examine-lead";

    private static readonly Dictionary<string, Rule> Table = new(StringComparer.Ordinal)
    {
        [HandleCase] = new(Upwards: false, PostKinds.FrontDesk, PostKinds.Handler, PostKinds.SectionHead),
        [ApproveRefusal] = new(Upwards: true, PostKinds.Leader, PostKinds.OrganHead),
        [GrantExtension] = new(Upwards: true, PostKinds.Leader, PostKinds.OrganHead),
        [GrantLicenceExtension] = new(Upwards: true, PostKinds.OrganHead),
        [GrantJointExtension] = new(Upwards: true, PostKinds.GovernmentHead),
        [PublishItem] = new(Upwards: true, PostKinds.SectionHead, PostKinds.Leader, PostKinds.OrganHead),
        [ApproveRegulation] = new(Upwards: true, PostKinds.Leader, PostKinds.OrganHead),
        [ApproveAbsence] = new(Upwards: true, PostKinds.SectionHead, PostKinds.Leader, PostKinds.OrganHead),
        [ExamineLead] = new(Upwards: true, PostKinds.EfficiencyOffice, PostKinds.LeadingGroup),
    };

    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>The kinds of post that hold the power.</summary>
    public static IReadOnlyList<string> KindsOf(string power) => Table[power].Kinds;

    /// <summary>
    /// The post under which the member of staff has the power over the unit at the instant, the nearest first; null: no power.
    /// A power that reaches from above is held by posts of the unit itself and of the units above it; another one only by
    /// posts of the unit itself.
    /// </summary>
    public static async Task<Post?> FindAsync(
        DbContext db,
        Guid? staffId,
        string power,
        Guid unitId,
        DateTimeOffset instant,
        CancellationToken cancellationToken = default)
    {
        var rule = Table[power];
        if (staffId is null)
        {
            return null;
        }

        instant = instant.ToUniversalTime();
        var mine = db.Set<PostAssignment>()
            .Where(row => row.StaffId == staffId && row.From <= instant && (row.To == null || row.To > instant))
            .Select(row => row.PostId)
            .Union(db.Set<StandIn>()
                .Where(row => row.StaffId == staffId && row.From <= instant && (row.To == null || row.To > instant))
                .Select(row => row.PostId));
        var candidates = await UnitTree.Up(db, unitId)
            .Where(step => rule.Upwards || step.Height == 0)
            .Join(
                db.Set<Post>().Where(post => rule.Kinds.Contains(post.Kind) && mine.Contains(post.Id)),
                step => step.Id,
                post => post.UnitId,
                (step, post) => new { step.Height, Post = post })
            .AsNoTracking()
            .OrderBy(row => row.Height).ThenBy(row => row.Post.Id)
            .Select(row => row.Post)
            .ToListAsync(cancellationToken);
        foreach (var post in candidates)
        {
            var held = await Responsibility.OfPostAsync(db, post.Id, instant, sectionHead: null, cancellationToken);
            if (held.StaffId == staffId)
            {
                return post;
            }
        }

        return null;
    }

    private sealed record Rule(bool Upwards, params string[] Kinds);
}
