namespace Efficiency.Accountability.Tests.Service;

/// <summary>Committed text that a test compares; with UPDATE_SNAPSHOTS=1 it is written instead.</summary>
internal static class Snapshot
{
    /// <param name="path">From the root of the repository.</param>
    /// <param name="text">What the code says now.</param>
    public static void Matches(string path, string text)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        File.Exists(file).ShouldBeTrue($"{path} is missing; run the test with UPDATE_SNAPSHOTS=1");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(text.ReplaceLineEndings("\n"), path);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("Efficiency.sln is in none of the folders above.");
    }
}
