using System.Text.Encodings.Web;
using System.Text.Json;

namespace Efficiency.Intake.Tests;

/// <summary>Committed texts that the service promises; <c>UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
internal static class Snapshots
{
    public static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Root { get; } = FindRoot();

    private static bool Updating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1";

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <param name="relative">From the root of the repository.</param>
    /// <param name="text">What the service says now.</param>
    public static void Match(string relative, string text)
    {
        var path = PathOf(relative);
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, lines);
        }
        File.Exists(path).ShouldBeTrue($"{relative} is not committed; run once with UPDATE_SNAPSHOTS=1.");
        File.ReadAllText(path).ShouldBe(lines, $"{relative} differs; if that is meant, run with UPDATE_SNAPSHOTS=1 and commit it.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Efficiency.sln is in no folder above the tests.");
        }
        return folder.FullName;
    }
}
