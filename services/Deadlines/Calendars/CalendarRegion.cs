using System.Security.Cryptography;
using System.Text;

namespace Efficiency.Deadlines.Calendars;

/// <summary>The region whose working calendar the city follows; <c>City:CalendarRegion</c>, by default the whole country's.</summary>
internal sealed record CalendarRegion(string Code)
{
    public const string Default = "CN";

    /// <summary>What facts wait for that came before any calendar of the region.</summary>
    public Guid Key => new(SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{Code}")).AsSpan(0, 16));
}
