namespace Efficiency.Appraisal.Domain;

/// <summary>The settings of a unit's score that were in force on the day of a fact. An amount that is not set gives no points (AMB-23).</summary>
/// <param name="VersionId">The policy version; null where none was in force.</param>
/// <param name="Active">Whether the appraisal of units (UA) was in force: an inactive regime scores nothing (AMB-03).</param>
/// <param name="Amounts">By setting, for example <c>UnitScore.Red</c>; a missing key is not set.</param>
/// <param name="EarlyShare">Up to this used share, inclusive, a limit counts as finished early.</param>
internal sealed record ScorePolicy(Guid? VersionId, bool Active, IReadOnlyDictionary<string, decimal> Amounts, decimal EarlyShare)
{
    public const string EarlyShareKey = "UnitScore.EarlyUsedShare";

    /// <summary>The seed names no share: one working day before the end of a five-day limit.</summary>
    public const decimal DefaultEarlyShare = 0.8m;

    public static ScorePolicy None { get; } = new(null, false, new Dictionary<string, decimal>(StringComparer.Ordinal), DefaultEarlyShare);
}
