using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>One stretch of a working day in which the office is open, by the clock on its wall.</summary>
/// <param name="Closes">Exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OfficePeriod(TimeOnly Opens, TimeOnly Closes);

/// <summary>
/// The hours of a working day, with the breaks between its periods (AT-09). There is always at least one period, so a
/// working day without hours cannot exist. Times of day are ticks after midnight.
/// </summary>
internal sealed class OfficeHours
{
    /// <summary>What holds where neither the unit nor any unit above it has registered hours. The explanation says so.</summary>
    public static readonly OfficeHours CityDefault =
        new([new(new(8, 30), new(12, 0)), new(new(14, 0), new(17, 30))]);

    private readonly OfficePeriod[] _periods;

    private OfficeHours(OfficePeriod[] periods)
    {
        _periods = periods;
        foreach (var period in periods)
        {
            TicksPerDay += period.Closes.Ticks - period.Opens.Ticks;
        }
    }

    public IReadOnlyList<OfficePeriod> Periods => _periods;

    /// <summary>Working time of one day.</summary>
    public long TicksPerDay { get; }

    public long Opens => _periods[0].Opens.Ticks;

    /// <summary>Close of business, exclusive.</summary>
    public long Closes => _periods[^1].Closes.Ticks;

    /// <summary>Refuses an empty list, a period that does not last, and periods that overlap or are out of order.</summary>
    public static bool TryCreate(
        IReadOnlyList<OfficePeriod> periods,
        [NotNullWhen(true)] out OfficeHours? hours,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        hours = null;
        refusal = periods.Count == 0 ? Refusals.OfficeHoursEmpty : null;
        for (var index = 0; index < periods.Count && refusal is null; index++)
        {
            if (periods[index].Closes <= periods[index].Opens)
            {
                refusal = Refusals.OfficePeriodTooShort(index);
            }
            else if (index > 0 && periods[index].Opens < periods[index - 1].Closes)
            {
                refusal = Refusals.OfficePeriodsOverlap(index);
            }
        }

        if (refusal is not null)
        {
            return false;
        }

        hours = new OfficeHours([.. periods]);
        return true;
    }

    /// <summary>Working time of the day that has passed at a time of day.</summary>
    public long WorkedAt(long timeOfDay)
    {
        var worked = 0L;
        foreach (var period in _periods)
        {
            if (timeOfDay <= period.Opens.Ticks)
            {
                break;
            }

            worked += Math.Min(timeOfDay, period.Closes.Ticks) - period.Opens.Ticks;
        }

        return worked;
    }

    /// <summary>The first time of day at which so much is worked: the close of a period rather than the opening of the next.</summary>
    /// <param name="worked">Above 0, at most <see cref="TicksPerDay"/>.</param>
    public long EarliestWith(long worked)
    {
        foreach (var period in _periods)
        {
            var length = period.Closes.Ticks - period.Opens.Ticks;
            if (worked <= length)
            {
                return period.Opens.Ticks + worked;
            }

            worked -= length;
        }

        return Closes;
    }

    /// <summary>The last time of day at which no more than this is worked: the opening of a period rather than the close before it.</summary>
    /// <param name="worked">From 0, below <see cref="TicksPerDay"/>.</param>
    public long LatestWith(long worked)
    {
        foreach (var period in _periods)
        {
            var length = period.Closes.Ticks - period.Opens.Ticks;
            if (worked < length)
            {
                return period.Opens.Ticks + worked;
            }

            worked -= length;
        }

        return Closes;
    }
}
