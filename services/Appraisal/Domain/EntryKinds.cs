namespace Efficiency.Appraisal.Domain;

/// <summary>What the score ledger counts (PA-24), by the name that it has in the API and in events.</summary>
internal static class EntryKinds
{
    /// <summary>预警: the due day of a limit was near.</summary>
    public const string LightYellow = "light-yellow";

    /// <summary>A limit passed.</summary>
    public const string LightRed = "light-red";

    /// <summary>A limit had passed for some working days and the matter was still open.</summary>
    public const string LightSecondRed = "light-second-red";

    /// <summary>Three yellow lights of one unit in a row (AMB-23): follows from three entries, not from one event.</summary>
    public const string YellowThreeRunning = "yellow-three-running";

    public const string CompletedEarly = "completed-early";
    public const string CompletedInTime = "completed-in-time";
    public const string CompletedLate = "completed-late";

    /// <summary>A second one-time notice, or a later one, for one case (OT-01).</summary>
    public const string NoticeRepeated = "notice-repeated";

    /// <summary>Takes an entry back: the light that it counted should not have come.</summary>
    public const string LightWithdrawn = "light-withdrawn";

    /// <summary>Takes a <see cref="YellowThreeRunning"/> back: with what became known later its three no longer stand in a row.</summary>
    public const string RowChanged = "row-changed";

    /// <summary>Takes an entry back that was valued before the policy of its day had arrived; another follows with the right points.</summary>
    public const string PolicyArrived = "policy-arrived";

    /// <summary>Kinds that an entry can count as; the others only take entries back.</summary>
    public static readonly IReadOnlyList<string> Counted =
    [
        LightYellow, LightRed, LightSecondRed, YellowThreeRunning, CompletedEarly, CompletedInTime, CompletedLate, NoticeRepeated,
    ];

    /// <summary>The kind of a light by its rung in the events: <c>yellow</c>, <c>red</c> or <c>second-red</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rung that this release does not know.</exception>
    public static string OfRung(string rung) => rung switch
    {
        "yellow" => LightYellow,
        "red" => LightRed,
        "second-red" => LightSecondRed,
        _ => throw new ArgumentOutOfRangeException(nameof(rung), rung, "Not a rung that the ledger counts."),
    };

    /// <summary>How a limit was kept.</summary>
    /// <param name="inTime">Ended strictly before its due instant.</param>
    /// <param name="usedShare">Share of the limit that was used, 0 and up.</param>
    /// <param name="earlyShare">Up to this share, inclusive, the end counts as early.</param>
    public static string OfClosing(bool inTime, decimal usedShare, decimal earlyShare) => (inTime, usedShare <= earlyShare) switch
    {
        (false, _) => CompletedLate,
        (true, true) => CompletedEarly,
        (true, false) => CompletedInTime,
    };
}
