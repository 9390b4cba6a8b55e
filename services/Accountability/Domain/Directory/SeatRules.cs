using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>Someone holds a seat of a post for a period.</summary>
internal sealed record SeatHolder(Guid AssignmentId, string Seat, Guid StaffId, Period Period);

/// <summary>Who may hold which seat of a post, and when (PR-03: a named person; AB-02: A and B).</summary>
internal static class SeatRules
{
    public const string A = "A";
    public const string B = "B";
    public const string Third = "third";

    public static IReadOnlyList<string> Seats { get; } = [A, B, Third];

    /// <summary>One holder of a seat at a time, and nobody on two seats of one post at a time. Both are database constraints too.</summary>
    public static IEnumerable<Refusal> CheckAssignment(
        string seat,
        Guid staffId,
        Period period,
        IEnumerable<SeatHolder> present)
    {
        if (period.IsEmpty)
        {
            yield return Refusals.PeriodReversed;
            yield break;
        }
        var overlapping = present.Where(h => h.Period.Overlaps(period)).ToArray();
        if (overlapping.Any(h => string.Equals(h.Seat, seat, StringComparison.Ordinal)))
        {
            yield return Refusals.SeatTaken;
        }
        if (overlapping.Any(h => h.StaffId == staffId && !string.Equals(h.Seat, seat, StringComparison.Ordinal)))
        {
            yield return Refusals.SamePerson;
        }
    }

    /// <summary>The new end lies after the beginning and moves an open or later end; an ended assignment is not lengthened.</summary>
    public static Refusal? CheckEnd(Period period, DateTimeOffset to)
    {
        if (to < period.From)
        {
            return Refusals.PeriodReversed;
        }
        return period.To <= to ? Refusals.AlreadyEnded : null;
    }
}
