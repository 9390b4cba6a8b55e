using System.Runtime.InteropServices;

namespace Efficiency.LocalHosting.Processes;

/// <summary>The few system calls that .NET has no member for.</summary>
internal static partial class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>Sends a signal. A process that is gone already is no error: it is where the caller wanted it.</summary>
    public static void Signal(int processId, int signal)
    {
        if (processId > 1)
        {
            _ = SendSignal(processId, signal);
        }
    }

    /// <summary>Kills whatever is left of the process group that <see cref="ChildProcess"/> gave to a child.</summary>
    public static void KillGroup(int groupId)
    {
        if (groupId > 1)
        {
            _ = SendSignal(-groupId, Kill);
        }
    }

    public static string NameOf(int signal) =>
        signal switch
        {
            Interrupt => "INT",
            Quit => "QUIT",
            Kill => "KILL",
            Terminate => "TERM",
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "A signal that nothing here sends."),
        };

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
