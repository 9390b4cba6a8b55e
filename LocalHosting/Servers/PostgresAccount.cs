using System.Security.Cryptography;
using System.Text;
using Efficiency.LocalHosting.Processes;

namespace Efficiency.LocalHosting.Servers;

/// <summary>
/// PostgreSQL refuses to run as root. Root runs it as the account of the distribution's package, which must own the
/// data and be able to walk to it; everybody else runs it as himself.
/// </summary>
internal static class PostgresAccount
{
    private const string Account = "postgres";
    private const string Elsewhere = "/var/lib/efficiency";

    public static string? Name => Posix.IsRoot ? Account : null;

    /// <summary>Makes the folder, or one in another place if the account cannot reach it, and returns which.</summary>
    public static async Task<string> PrepareAsync(
        string folder,
        Action<string> log,
        CancellationToken cancellationToken
    )
    {
        if (Name is null)
        {
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            return folder;
        }

        var parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        if (!await ReachesAsync(parent, cancellationToken))
        {
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
            log($"The account {Account} cannot reach {folder}; PostgreSQL's data is in {Elsewhere}/{name} instead.");
            // Whoever empties the data folder finds the rest of it here.
            await File.WriteAllTextAsync(folder + ".location", $"{Elsewhere}/{name}\n", cancellationToken);
            folder = $"{Elsewhere}/{name}";
            Directory.CreateDirectory(Elsewhere);
            File.SetUnixFileMode(Elsewhere, (UnixFileMode)0b111_101_101);
        }

        Directory.CreateDirectory(folder);
        await ChildProcess.RunAsync(new ChildCommand("chown", $"{Account}:{Account}", folder), cancellationToken);
        await ChildProcess.RunAsync(new ChildCommand("chmod", "700", folder), cancellationToken);
        return folder;
    }

    private static async Task<bool> ReachesAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await ChildProcess.RunAsync(new ChildCommand("test", "-x", folder) { User = Account }, cancellationToken);
            return true;
        }
        catch (SuiteException)
        {
            return false;
        }
    }
}
