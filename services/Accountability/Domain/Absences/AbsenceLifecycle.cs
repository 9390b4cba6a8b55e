using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>An absence from its record to the return (AT-05). Coming back before it began cancels it.</summary>
internal static class AbsenceLifecycle
{
    public const string Recorded = "recorded";
    public const string Returned = "returned";
    public const string Cancelled = "cancelled";

    public const string Return = "return";
    public const string Cancel = "cancel";

    public static readonly Lifecycle Table = new("absence", "AT-05",
        new Edge(Recorded, Return, Returned, "AT-05"),
        new Edge(Recorded, Cancel, Cancelled, "AT-05"));

    /// <summary>The act that a report "back at" means.</summary>
    public static string ActOf(Period absence, DateTimeOffset backAt) => backAt <= absence.From ? Cancel : Return;

    /// <summary>
    /// Until when the person was away: the return, but no longer than was recorded. Who overstays has not been covered for that time,
    /// and the record must not say so.
    /// </summary>
    public static Period Effective(Period absence, DateTimeOffset? backAt) =>
        backAt is null || absence.To <= backAt
            ? absence
            : absence with { To = backAt < absence.From ? absence.From : backAt };

    /// <summary>A return is a fact: nobody reports it before it happened, unless the whole absence is called off.</summary>
    public static Refusal? CheckReturn(Period absence, DateTimeOffset backAt, DateTimeOffset now) =>
        backAt > now && backAt > absence.From ? Refusals.ReturnBeforeNow : null;
}
