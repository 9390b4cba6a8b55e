namespace Efficiency.Architecture.Tests;

/// <summary>The source tree that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Names of the services: the folders of <c>services/</c>.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Root, "services")).Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>True when the run may write what it finds instead of failing: <c>UPDATE_SNAPSHOTS=1</c>.</summary>
    public static bool Updating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1";

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Source files under a folder, without what builds and generators write; ordinal order.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] extensions)
    {
        var absolute = PathOf(folder);
        return Directory.Exists(absolute)
            ? Directory.EnumerateFiles(absolute, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal) && !IsGenerated(file))
                .Order(StringComparer.Ordinal)
                .Select(file => new SourceFile(file))
            : [];
    }

    private static bool IsGenerated(string file) =>
        file.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "node_modules");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Efficiency.sln is in no folder above the test's binaries.");
    }
}

/// <param name="Path">From the root of the tree, with forward slashes.</param>
internal sealed record SourceFile(string Path)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Read() => File.ReadAllText(Repository.PathOf(Path));

    public string[] Lines() => File.ReadAllLines(Repository.PathOf(Path));
}
