using System.Globalization;

namespace Efficiency.TestKit;

/// <summary>Folders of one process below the system's temporary folder, named after its id.</summary>
public static class TestFolders
{
    private const string Prefix = "efficiency-test-";

    public static string Create()
    {
        var folder = Path.Combine(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.CreateVersion7():N}")
        );
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A server that is just ending still writes; the next run removes the rest.
        }
    }

    /// <summary>Removes what processes that no longer exist have left.</summary>
    public static void RemoveLeftOver()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
            {
                Remove(folder);
            }
        }
    }
}
