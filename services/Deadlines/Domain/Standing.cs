using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>What a limit was started with. None of it changes afterwards.</summary>
internal sealed record Terms(Limit Limit, LimitEnd End, DateTimeOffset StartedAt, RungRule Rule);

/// <summary>How a limit was kept.</summary>
/// <param name="WorkingDaysLate">Working days after the due day; 0 in time, and 0 for a late act on the due day itself.</param>
/// <param name="UsedShare">0 and up, rounded to four places; above 1 when late.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Outcome(DateTimeOffset CompletedAt, bool InTime, int WorkingDaysLate, decimal UsedShare);

/// <summary>
/// Where a limit stands, worked out from its terms and every known fact. The order in which facts became known does not
/// matter, only when they occurred: so whatever is learnt late, the same standing comes out.
/// </summary>
internal sealed record Standing
{
    public required DeadlineState State { get; init; }

    /// <summary>The end; while the limit stands still, the end that it would have if it ran on at once.</summary>
    public required DueDate Due { get; init; }

    /// <summary>The rungs that come, or came, given what is known.</summary>
    public required Rungs Rungs { get; init; }

    /// <summary>The standstills that count: those that began before the limit had run out. The last may be open.</summary>
    public required IReadOnlyList<Standstill> Standstills { get; init; }

    /// <summary>Null while the matter is open.</summary>
    public required Outcome? Outcome { get; init; }

    /// <param name="completedAt">When the matter ended; null while it is open.</param>
    /// <returns>False with <see cref="Refusals.BeyondCalendar"/> where a day lies outside the calendar.</returns>
    public static bool TryEvaluate(
        WorkSchedule schedule,
        Terms terms,
        IEnumerable<Pause> pauses,
        DateTimeOffset? completedAt,
        [NotNullWhen(true)] out Standing? standing,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        standing = null;
        var stretches = PauseLedger.Merge(pauses);
        var counted = new List<Standstill>();
        DueDate due = default;
        refusal = Outside(schedule, stretches, completedAt);
        refusal ??= DueDate.Compute(schedule, terms, [], out due);
        foreach (var stretch in stretches)
        {
            if (refusal is not null || stretch.From >= due.At || stretch.From >= completedAt)
            {
                // Missed stays missed, and what is finished cannot stand still.
                break;
            }

            var until = stretch.Until is null || stretch.Until > completedAt ? completedAt : stretch.Until;
            counted.Add(stretch with { Until = until });
            if (until is null)
            {
                break;
            }

            refusal = DueDate.Compute(schedule, terms, counted, out due);
        }

        if (refusal is not null)
        {
            return false;
        }

        standing = From(schedule, terms, counted, due, completedAt);
        return true;
    }

    private static Refusal? Outside(
        WorkSchedule schedule, IReadOnlyList<Standstill> stretches, DateTimeOffset? completedAt)
    {
        foreach (var instant in stretches.SelectMany(stretch => new[] { stretch.From, stretch.Until }).Append(completedAt))
        {
            if (instant is { } known && schedule.DayOf(known) is var day && !schedule.Calendar.Covers(day))
            {
                return Refusals.BeyondCalendar(day);
            }
        }

        return null;
    }

    private static Standing From(
        WorkSchedule schedule, Terms terms, List<Standstill> standstills, DueDate due, DateTimeOffset? completedAt)
    {
        var rungs = Rungs.Of(schedule, terms.Limit, terms.StartedAt, due, terms.Rule);
        rungs = rungs with { Yellow = AfterStandstill(rungs.Yellow, standstills) };
        var openSince = standstills is [.., { Until: null } open] ? open.From : (DateTimeOffset?)null;
        return new Standing
        {
            State = completedAt is not null ? DeadlineState.Closed : openSince is not null ? DeadlineState.Paused : DeadlineState.Running,
            Due = due,
            Rungs = (completedAt ?? openSince) is { } last ? rungs.Until(last) : rungs,
            Standstills = standstills,
            Outcome = completedAt is { } at ? OutcomeOf(schedule, terms, standstills, due, at) : null,
        };
    }

    // Nobody is warned for an instant at which the limit did not run: the warning comes when it runs again.
    private static DateTimeOffset? AfterStandstill(DateTimeOffset? warning, List<Standstill> standstills)
    {
        foreach (var stretch in standstills)
        {
            if (warning >= stretch.From && stretch.Until is { } until && warning < until)
            {
                return until;
            }
        }

        return warning;
    }

    private static Outcome OutcomeOf(
        WorkSchedule schedule, Terms terms, List<Standstill> standstills, DueDate due, DateTimeOffset completedAt)
    {
        var inTime = completedAt < due.At;
        var late = inTime ? 0 : schedule.Calendar.Count(due.Day, schedule.DayOf(completedAt));
        var used = UsedShare.At(schedule, terms, standstills, due, completedAt);
        // The share is counted in days and the end is a time of day: the last day must not turn the one against the other.
        return new Outcome(completedAt, inTime, late, inTime ? Math.Min(used, 1) : Math.Max(used, 1));
    }
}
