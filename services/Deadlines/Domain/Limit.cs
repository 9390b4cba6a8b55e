using System.Diagnostics.CodeAnalysis;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

internal enum LimitUnit
{
    WorkingDays,
    WorkingHours,
    CalendarDays,
    Months,
}

/// <summary>When the last day of a limit ends (AMB-11). Either end is exclusive: an act strictly before it is in time.</summary>
internal enum LimitEnd
{
    /// <summary>An organ's own limit.</summary>
    CloseOfBusiness,

    /// <summary>A citizen's or staff member's own limit: 24:00 of the last day.</summary>
    Midnight,
}

/// <summary>So much time in one unit (TL-01). 0 working days means "the same day".</summary>
internal sealed record Limit
{
    private Limit(int amount, LimitUnit unit)
    {
        Amount = amount;
        Unit = unit;
    }

    public int Amount { get; }

    public LimitUnit Unit { get; }

    /// <param name="amount">At least 1 (0 for working days: the same day), and no more than anybody could mean: about four years.</param>
    /// <param name="unit"><c>working-days</c>, <c>working-hours</c>, <c>calendar-days</c> or <c>months</c>.</param>
    public static bool TryCreate(
        int amount,
        string unit,
        [NotNullWhen(true)] out Limit? limit,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        limit = null;
        (LimitUnit Unit, int Least, int Most)? known = unit switch
        {
            "working-days" => (LimitUnit.WorkingDays, 0, 1_000),
            "working-hours" => (LimitUnit.WorkingHours, 1, 8_000),
            "calendar-days" => (LimitUnit.CalendarDays, 1, 1_500),
            "months" => (LimitUnit.Months, 1, 60),
            _ => null,
        };
        refusal = known is not { } bounds ? Refusals.LimitUnitUnknown(unit)
            : amount < bounds.Least || amount > bounds.Most ? Refusals.LimitOutOfRange(amount, unit, bounds.Least, bounds.Most)
            : null;
        if (refusal is not null)
        {
            return false;
        }

        limit = new Limit(amount, known!.Value.Unit);
        return true;
    }

    /// <summary>A limit that was checked when it was stored.</summary>
    public static Limit Restore(int amount, LimitUnit unit) => new(amount, unit);
}
