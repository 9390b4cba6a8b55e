using System.Globalization;

namespace Efficiency.Appraisal.Domain;

/// <summary>What a line is once the policy of its day is known.</summary>
internal static class Valuation
{
    /// <summary>The name under which a line keeps the share of its limit that was used.</summary>
    public const string UsedShare = "usedShare";

    /// <summary>The kind that the fact has under a policy: whether an end in time was early is the policy's to say.</summary>
    public static string KindUnder(LedgerEntry entry, ScorePolicy policy) =>
        entry.Kind is EntryKinds.CompletedEarly or EntryKinds.CompletedInTime
            && entry.Evidence.TryGetValue(UsedShare, out var share)
                ? EntryKinds.OfClosing(inTime: true, decimal.Parse(share, CultureInfo.InvariantCulture), policy.EarlyShare)
                : entry.Kind;
}
