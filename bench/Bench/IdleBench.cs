using System.Globalization;
using Efficiency.TestKit;

namespace Efficiency.Bench;

/// <summary>Resident memory of each process when nothing is asked of the suite.</summary>
internal sealed class IdleBench : IBench
{
    private const int Limit = 150;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public string Name => "idle";

    public string Summary => $"resident memory of each process at rest; services at most {Limit} MB each";

    public async Task<BenchResult> RunAsync()
    {
        await using var suite = await SuiteUnderTest.StartAsync();
        await Task.Delay(Rest);
        var worst = 0d;
        foreach (var (part, processes) in suite.Processes())
        {
            var resident = processes.Sum(Resident);
            var isService = part is not ("postgres" or "rabbitmq");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {part,-18} {resident,6:0} MB"));
            worst = isService ? Math.Max(worst, resident) : worst;
        }
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{worst:0} MB in the largest service"), $"at most {Limit} MB", worst <= Limit);
    }

    /// <summary>VmRSS in MB.</summary>
    private static double Resident(int processId) =>
        File.ReadLines($"/proc/{processId}/status")
            .Where(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .FirstOrDefault();
}
