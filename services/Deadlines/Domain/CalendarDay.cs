using System.Runtime.InteropServices;

namespace Efficiency.Deadlines.Domain;

internal enum DayKind
{
    Working,
    Weekend,
    Holiday,
    MakeUp,
}

/// <summary>A day as the calendar sees it.</summary>
/// <param name="Holiday">The holiday that a day off or a make-up working day belongs to; null for ordinary days.</param>
/// <param name="Provisional">True while the notice of its year is not out (LAW-17): weekends are all that is known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CalendarDay(DateOnly Day, DayKind Kind, string? Holiday, bool Provisional)
{
    public bool IsWorking => Kind is DayKind.Working or DayKind.MakeUp;
}
