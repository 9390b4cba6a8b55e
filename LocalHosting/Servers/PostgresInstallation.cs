using System.Globalization;

namespace Efficiency.LocalHosting.Servers;

/// <summary>Where the distribution put PostgreSQL's programs.</summary>
internal static class PostgresInstallation
{
    private const string Debian = "/usr/lib/postgresql";

    /// <param name="dataFolder">An existing data folder fixes the major version; otherwise the newest is taken.</param>
    public static string ProgramFolder(string dataFolder)
    {
        var versionFile = Path.Combine(dataFolder, "PG_VERSION");
        var wanted = File.Exists(versionFile) ? File.ReadAllText(versionFile).Trim() : null;
        var installed = Installed();
        if (wanted is null)
        {
            return installed.Count > 0
                ? installed[^1].Folder
                : throw new SuiteException(
                    "PostgreSQL is not installed: apt-get install postgresql, or use ./run, which does it."
                );
        }

        return installed
                .Where(found => string.Equals(found.Version, wanted, StringComparison.Ordinal))
                .Select(found => found.Folder)
                .FirstOrDefault()
            ?? throw new SuiteException(
                $"The data in {dataFolder} was made by PostgreSQL {wanted}, which is not installed; install it, or start with ./run --fresh."
            );
    }

    private static List<(string Version, string Folder)> Installed()
    {
        if (!Directory.Exists(Debian))
        {
            return [];
        }

        return
        [
            .. Directory
                .GetDirectories(Debian)
                .Select(folder => (Version: Path.GetFileName(folder), Folder: Path.Combine(folder, "bin")))
                .Where(found => File.Exists(Path.Combine(found.Folder, "initdb")))
                .OrderBy(found => int.TryParse(found.Version, CultureInfo.InvariantCulture, out var major) ? major : 0),
        ];
    }
}
