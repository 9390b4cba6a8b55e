namespace Efficiency.Accountability.Domain;

/// <summary>
/// A lead is a question, never a judgement (AMB-12): it is opened by a light and closed with a reason. Nothing follows from it by
/// itself.
/// </summary>
internal static class LeadLifecycle
{
    public const string Open = "open";
    public const string Closed = "closed";

    public const string Withdraw = "withdraw";

    /// <summary>Reason of a lead whose light was taken back.</summary>
    public const string LightWithdrawn = "light-withdrawn";

    public static readonly Lifecycle Table = new("lead", "AMB-12", new Edge(Open, Withdraw, Closed, "AMB-12"));

    /// <summary>Rungs that ask for an examination; a yellow light only warns.</summary>
    public static bool Opens(string rung) => rung is "red" or "second-red";
}
