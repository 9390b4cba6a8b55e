namespace Efficiency.Deadlines.Domain;

/// <summary>
/// Facts count by when they occurred: a light that would not have come had everything been known is taken back with its
/// reason, and its rung can come again at its right instant.
/// </summary>
internal static class LightReview
{
    public const string CompletedInTime = "completed-in-time";
    public const string PausedInTime = "paused-in-time";
    public const string DueDateMoved = "due-date-moved";

    /// <param name="fact">What became known.</param>
    /// <returns>Null while the light is right; else why it is taken back.</returns>
    public static string? ReasonToWithdraw(Rung rung, DateTimeOffset raisedFor, Standing standing, LearntFact fact)
    {
        if (standing.Rungs[rung] == raisedFor)
        {
            return null;
        }

        // A pause from this very instant on is early enough; a completion in this very instant is not.
        return fact.Kind == Fact.Completed
            ? fact.Since < raisedFor ? CompletedInTime : DueDateMoved
            : fact.Since <= raisedFor ? PausedInTime : DueDateMoved;
    }
}
