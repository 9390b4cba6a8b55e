using System.Globalization;
using System.Runtime.InteropServices;

namespace Efficiency.Bench;

/// <summary>The facts of the machine that a figure is worth nothing without.</summary>
internal static class Machine
{
    public static void Print()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"machine: {Processor()}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}"));
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
                ?? "unknown processor"
            : RuntimeInformation.ProcessArchitecture.ToString();
}

internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
