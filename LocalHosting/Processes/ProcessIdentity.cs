using System.Globalization;
using System.Runtime.InteropServices;

namespace Efficiency.LocalHosting.Processes;

/// <summary>
/// A process that can be recognised later. Ids are reused; an id together with the tick at which the process started
/// is not, within one boot of the machine.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessIdentity(int Id, long StartedAt)
{
    private const int StartTimeAfterCommand = 19;

    public static ProcessIdentity Of(int processId) => new(processId, StartTick(processId) ?? 0);

    /// <summary>True while this very process runs; a zombie has ended and only waits to be collected.</summary>
    public bool IsAlive => StartedAt != 0 && StartTick(Id) == StartedAt;

    private static long? StartTick(int processId)
    {
        try
        {
            // The command in parentheses may hold spaces and parentheses itself: count from the last one.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : long.Parse(fields[StartTimeAfterCommand], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
