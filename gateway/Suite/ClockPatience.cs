namespace Efficiency.Gateway.Suite;

/// <summary>How long moving the clock may take, section <c>Clock</c>.</summary>
internal sealed class ClockPatience
{
    public const string Section = "Clock";

    /// <summary>Until every copy has acknowledged: a service that is just starting gets its time.</summary>
    public TimeSpan Acknowledged { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Until everything is at rest, acknowledgement included.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(60);
}
