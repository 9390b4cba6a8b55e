using System.Text.Json;
using System.Text.Json.Nodes;

namespace Efficiency.Appraisal.Tests;

/// <summary>A promise in a committed file; <c>UPDATE_SNAPSHOTS=1</c> writes it anew for a review to see.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="file">From the root of the tree.</param>
    /// <param name="actual">What the service answers now.</param>
    public static void ShouldMatch(string file, JsonNode actual)
    {
        var path = Path.Combine(Root(), file);
        var text = actual.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.Exists(path).ShouldBeTrue($"Run with UPDATE_SNAPSHOTS=1 and commit {file}.");
        File.ReadAllText(path).ShouldBe(text, $"Run with UPDATE_SNAPSHOTS=1 and commit {file}.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
