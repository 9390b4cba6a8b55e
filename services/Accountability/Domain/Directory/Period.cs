using System.Runtime.InteropServices;

namespace Efficiency.Accountability.Domain;

/// <summary>A span of time: <paramref name="From"/> inclusive, <paramref name="To"/> exclusive, null while the end is open.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Period(DateTimeOffset From, DateTimeOffset? To)
{
    public bool IsEmpty => To <= From;

    public bool Contains(DateTimeOffset instant) => From <= instant && (To is null || instant < To);

    public bool Overlaps(Period other) => Intersect(other) is { IsEmpty: false };

    /// <summary>What both spans share; null where they do not touch.</summary>
    public Period? Intersect(Period other)
    {
        var from = From > other.From ? From : other.From;
        var to = To is null ? other.To : other.To is null || To < other.To ? To : other.To;
        return to <= from ? null : new Period(from, to);
    }
}
