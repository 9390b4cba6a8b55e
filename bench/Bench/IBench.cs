namespace Efficiency.Bench;

/// <summary>One question about the suite's speed or size, answered with one figure.</summary>
internal interface IBench
{
    string Name { get; }

    string Summary { get; }

    Task<BenchResult> RunAsync();
}

/// <param name="Figure">What was measured, with its unit.</param>
/// <param name="Target">What it must be.</param>
/// <param name="Holds">Whether it is.</param>
internal sealed record BenchResult(string Figure, string Target, bool Holds);
