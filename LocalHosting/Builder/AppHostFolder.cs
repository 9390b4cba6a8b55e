namespace Efficiency.LocalHosting;

/// <summary>Paths that follow from where the running program was built to: <c>{project}/bin/{configuration}/{framework}/</c>.</summary>
internal static class AppHostFolder
{
    /// <summary>The folder of the project that is running.</summary>
    public static string Find() => Above(AppContext.BaseDirectory, "*.csproj") ?? Directory.GetCurrentDirectory();

    /// <summary>The folder of the solution, else the project's own.</summary>
    public static string Solution(string projectFolder) => Above(projectFolder, "*.sln") ?? projectFolder;

    /// <summary>
    /// The assembly of another project, built beside this one: the configuration (Debug, Release) is the own one.
    /// </summary>
    /// <exception cref="SuiteException">It is not built.</exception>
    public static string AssemblyOf(string projectFile)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var output = Path.Combine(Path.GetDirectoryName(projectFile)!, "bin", own.Parent!.Name, own.Name);
        var project = Path.GetFileNameWithoutExtension(projectFile);
        const string runtime = ".runtimeconfig.json";
        var assembly = Directory.Exists(output)
            ? Directory
                .EnumerateFiles(output, "*" + runtime)
                .Select(file => file[..^runtime.Length])
                .FirstOrDefault(file => Path.GetFileName(file).EndsWith(project, StringComparison.Ordinal))
            : null;
        return assembly is null
            ? throw new SuiteException(
                $"{project} is not built: there is no program in {output}. dotnet build makes it."
            )
            : assembly + ".dll";
    }

    private static string? Above(string start, string pattern)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFiles(pattern).Any())
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
