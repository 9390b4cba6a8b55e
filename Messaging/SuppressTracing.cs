using System.Diagnostics;

namespace Efficiency.Messaging;

/// <summary>
/// Runs housekeeping under an activity that nobody records, so that the database spans of a poll several times a second do not
/// bury the traces of requests.
/// </summary>
internal static class SuppressTracing
{
    public static Activity Begin()
    {
        var activity = new Activity("housekeeping") { ActivityTraceFlags = ActivityTraceFlags.None };
        activity.SetIdFormat(ActivityIdFormat.W3C);
        activity.Start();
        return activity;
    }
}
