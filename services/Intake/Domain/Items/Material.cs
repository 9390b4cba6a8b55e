namespace Efficiency.Intake.Domain.Items;

/// <summary>One paper that an item demands (OT-01, OT-04).</summary>
internal sealed record Material
{
    /// <summary>Unique within the version of the item; what notices and supplements name.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required MaterialForm Form { get; init; }
    /// <summary>1 and up.</summary>
    public required int Copies { get; init; }
    public required PresentedAs PresentedAs { get; init; }
}
