using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Efficiency.ServiceDefaults;

namespace Efficiency.Appraisal.Ledger;

/// <summary>The score's settings of a unit on a day, out of the policy register's read model.</summary>
internal sealed class ScorePolicies(AppraisalDb db)
{
    private const string UnitAppraisal = "UA";

    public async Task<ScorePolicy> AtAsync(Guid unitId, DateOnly day, CancellationToken cancellationToken)
    {
        var values = await Policies.AtAsync(db, unitId, day, cancellationToken);
        var amounts = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var key in Points.Keys)
        {
            if (values.Decimal(key) is { } amount)
            {
                amounts.Add(key, amount);
            }
        }

        return new ScorePolicy(
            values.Id,
            values.Has(UnitAppraisal),
            amounts,
            values.Decimal(ScorePolicy.EarlyShareKey, ScorePolicy.DefaultEarlyShare));
    }
}
