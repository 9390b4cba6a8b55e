namespace Efficiency.Accountability.Domain;

/// <summary>
/// A regulation from draft to approval. "In force" is no state but a reading of the approved versions on a day
/// (<see cref="RegulationRules.InForce"/>): an approved version never changes again.
/// </summary>
internal static class RegulationLifecycle
{
    public const string Draft = "draft";
    public const string Approved = "approved";
    public const string Withdrawn = "withdrawn";

    public const string Approve = "approve";
    public const string Withdraw = "withdraw";

    public static readonly Lifecycle Table = new("regulation", "GV-09",
        new Edge(Draft, Approve, Approved, "GV-09"),
        new Edge(Draft, Withdraw, Withdrawn, "GV-09"));
}
