using Efficiency.Contracts;

namespace Efficiency.Intake.Domain.Items;

/// <summary>
/// A matter that a unit handles for citizens (办事事项), with its versions. A section proposes (OG-13), somebody else
/// reviews (OG-14), and nothing is public without that (OG-15).
/// </summary>
internal sealed class ServiceItem
{
    /// <summary>Draft to public, each step with its rule.</summary>
    public static readonly Lifecycle<ItemStatus, ItemAct> Lifecycle = new(
        new(ItemStatus.Draft, ItemAct.Submit, ItemStatus.Submitted, "OG-13"),
        new(ItemStatus.Submitted, ItemAct.Publish, ItemStatus.Published, "OG-15"),
        new(ItemStatus.Published, ItemAct.Supersede, ItemStatus.Superseded, "OG-15"));

    private readonly List<ItemVersion> _versions = [];

    private ServiceItem()
    {
    }

    public Guid Id { get; private set; }

    public Guid UnitId { get; private set; }

    /// <summary>The department's own code, unique within it.</summary>
    public string Code { get; private set; } = "";

    public ItemKind Kind { get; private set; }

    /// <summary>Number of the newest version, public or not.</summary>
    public int LatestVersion { get; private set; }

    /// <summary>Number of the version that is public, null before the first publication.</summary>
    public int? PublishedVersion { get; private set; }

    /// <summary>Concurrency token, one up per change.</summary>
    public int Version { get; private set; }

    /// <summary>Versions that were loaded; an act needs the newest and the public one.</summary>
    public IReadOnlyList<ItemVersion> Versions => _versions;

    public static ServiceItem Draft(
        Guid id, Guid unitId, string code, ItemKind kind, ItemContent content, string author, DateTimeOffset now)
    {
        var item = new ServiceItem { Id = id, UnitId = unitId, Code = code, Kind = kind, LatestVersion = 1, Version = 1 };
        item._versions.Add(new ItemVersion(id, 1, content, author, now));
        return item;
    }

    /// <summary>Writes the next version. One at a time: an unfinished one is finished first.</summary>
    public Refusal? DraftNext(ItemContent content, string author, DateTimeOffset now)
    {
        if (Latest.Status is ItemStatus.Draft or ItemStatus.Submitted)
        {
            return Refusals.ItemVersionUnfinished(LatestVersion);
        }
        LatestVersion++;
        Version++;
        _versions.Add(new ItemVersion(Id, LatestVersion, content, author, now));
        return null;
    }

    /// <summary>The section proposes its draft (OG-13).</summary>
    public Refusal? Submit(string by, DateTimeOffset now)
    {
        var latest = Latest;
        if (Lifecycle.Find(latest.Status, ItemAct.Submit) is not { } move)
        {
            return Refusals.ItemCannotBeSubmitted(latest.Status);
        }
        latest.Status = move.To;
        latest.SubmittedBy = by;
        latest.SubmittedAt = now;
        Version++;
        return null;
    }

    /// <summary>Makes the submitted version public; whoever wrote it can't (OG-14). The one before is kept.</summary>
    public Refusal? Publish(string by, DateTimeOffset now)
    {
        var latest = Latest;
        if (Lifecycle.Find(latest.Status, ItemAct.Publish) is not { } move)
        {
            return Refusals.ItemCannotBePublished(latest.Status);
        }
        if (string.Equals(by, latest.Author, StringComparison.Ordinal))
        {
            return Refusals.PublisherIsAuthor;
        }
        foreach (var earlier in _versions.Where(version => version.Status == ItemStatus.Published))
        {
            earlier.Status = Lifecycle.Find(earlier.Status, ItemAct.Supersede)!.To;
        }
        latest.Status = move.To;
        latest.PublishedBy = by;
        latest.PublishedAt = now;
        PublishedVersion = latest.Number;
        Version++;
        return null;
    }

    private ItemVersion Latest => _versions.Single(version => version.Number == LatestVersion);
}
