using System.Text.Json;
using System.Text.Json.Nodes;

namespace Efficiency.Deadlines.Tests;

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
        var committed = File.ReadAllText(file);
        if (!string.Equals(text, committed, StringComparison.Ordinal))
        {
            var (line, now, then) = FirstDifference(text.Split('\n'), committed.Split('\n'));
            Assert.Fail($"{path} differs from line {line}:\n  committed {then}\n  now       {now}\nRun with UPDATE_SNAPSHOTS=1 if that is meant.");
        }
    }

    private static (int Line, string Now, string Then) FirstDifference(string[] now, string[] then)
    {
        var line = 0;
        while (line < now.Length && line < then.Length && string.Equals(now[line], then[line], StringComparison.Ordinal))
        {
            line++;
        }

        return (line + 1, now.ElementAtOrDefault(line) ?? "(end)", then.ElementAtOrDefault(line) ?? "(end)");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Efficiency.sln is in no folder above the test's binaries.");
        }

        return folder.FullName;
    }
}
