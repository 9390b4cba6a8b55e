namespace Efficiency.Appraisal.Domain;

/// <summary>What a fact is worth in the unit's score. Decimal throughout: points are never binary floating point.</summary>
internal static class Points
{
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        [EntryKinds.LightYellow] = "UnitScore.Yellow",
        [EntryKinds.YellowThreeRunning] = "UnitScore.YellowThreeRunning",
        [EntryKinds.LightRed] = "UnitScore.Red",
        [EntryKinds.LightSecondRed] = "UnitScore.SecondRed",
        [EntryKinds.NoticeRepeated] = "UnitScore.NoticeRepeated",
    };

    /// <summary>Every setting that holds an amount.</summary>
    public static IReadOnlyCollection<string> Keys => Settings.Values;

    /// <summary>Points of one fact under the policy of its day; null where no amount is set (AMB-23), which is not the same as 0.</summary>
    public static decimal? For(string kind, ScorePolicy policy) =>
        policy.Active && Settings.TryGetValue(kind, out var setting) && policy.Amounts.TryGetValue(setting, out var amount)
            ? amount
            : null;
}
