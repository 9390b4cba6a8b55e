namespace Efficiency.Contracts.Tests;

/// <summary>The files beside these tests that state what was promised on the wire.</summary>
internal static class Committed
{
    public static string Folder { get; } = Find();

    public static string Samples => Path.Combine(Folder, "Samples");

    public static string Shapes => Path.Combine(Folder, "Shapes");

    /// <summary>True when the run may write what it finds instead of failing: <c>UPDATE_SNAPSHOTS=1</c>.</summary>
    public static bool Updating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1";

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "Contracts.Tests");
            }
        }

        throw new InvalidOperationException("Efficiency.sln is in no folder above the test's binaries.");
    }
}
