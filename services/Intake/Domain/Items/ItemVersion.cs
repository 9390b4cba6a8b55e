using Efficiency.Contracts.Intake;

namespace Efficiency.Intake.Domain.Items;

/// <summary>What the author of an item writes: the guide, its materials and its limits (OG-11, OT-04).</summary>
internal sealed record ItemContent
{
    public required string Name { get; init; }
    /// <summary>依据.</summary>
    public string? Basis { get; init; }
    /// <summary>条件.</summary>
    public string? Conditions { get; init; }
    /// <summary>程序.</summary>
    public string? Procedure { get; init; }
    public required IReadOnlyList<Material> Materials { get; init; }
    public required IReadOnlyList<LimitPromise> Limits { get; init; }
}

/// <summary>
/// One version of an item. It is written once and afterwards only moves along its lifecycle: whoever holds a case
/// under it can always see what was demanded and promised then.
/// </summary>
internal sealed class ItemVersion
{
    private ItemVersion()
    {
    }

    internal ItemVersion(Guid itemId, int number, ItemContent content, string author, DateTimeOffset draftedAt)
    {
        ItemId = itemId;
        Number = number;
        Name = content.Name;
        Basis = content.Basis;
        Conditions = content.Conditions;
        Procedure = content.Procedure;
        Materials = content.Materials;
        Limits = content.Limits;
        Author = author;
        DraftedAt = draftedAt;
    }

    public Guid ItemId { get; private set; }

    /// <summary>1, 2, 3 ... per item.</summary>
    public int Number { get; private set; }

    public ItemStatus Status { get; internal set; }

    public string Name { get; private set; } = "";

    public string? Basis { get; private set; }

    public string? Conditions { get; private set; }

    public string? Procedure { get; private set; }

    public IReadOnlyList<Material> Materials { get; private set; } = [];

    public IReadOnlyList<LimitPromise> Limits { get; private set; } = [];

    /// <summary>The person, or the department's system, who wrote it.</summary>
    public string Author { get; private set; } = "";

    public DateTimeOffset DraftedAt { get; private set; }

    public string? SubmittedBy { get; internal set; }

    public DateTimeOffset? SubmittedAt { get; internal set; }

    public string? PublishedBy { get; internal set; }

    public DateTimeOffset? PublishedAt { get; internal set; }
}
