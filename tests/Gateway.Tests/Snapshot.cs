using System.Text.Json;
using System.Text.Json.Nodes;

namespace Efficiency.Gateway.Tests;

/// <summary>Compares with a committed file; <c>UPDATE_SNAPSHOTS=1</c> writes it instead.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="path">Below the repository's folder.</param>
    public static void ShouldMatch(JsonNode actual, string path)
    {
        var file = Path.Combine(Root(), path);
        var text = actual.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{path} is missing: run once with UPDATE_SNAPSHOTS=1.");
        text.ShouldBe(File.ReadAllText(file), $"{path} differs: run with UPDATE_SNAPSHOTS=1 if the change is meant.");
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Efficiency.sln is in no folder above the test's binaries.");
        }

        return folder.FullName;
    }
}
