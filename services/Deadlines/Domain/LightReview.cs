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

    /// <returns>Null while the light is right; else why it is taken back.</returns>
    public static string? ReasonToWithdraw(Rung rung, DateTimeOffset raisedFor, Standing standing)
    {
        if (standing.Rungs[rung] == raisedFor)
        {
            return null;
        }

        if (standing.Standstills.Any(stretch => stretch.From <= raisedFor))
        {
            return PausedInTime;
        }

        return standing.Outcome is { } outcome && outcome.CompletedAt < raisedFor ? CompletedInTime : DueDateMoved;
    }
}
