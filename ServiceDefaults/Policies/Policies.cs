using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults;

public static class Policies
{
    /// <summary>
    /// What is in force for the unit on the day: the latest version of the nearest unit, from this one upwards, that has one in
    /// force; <see cref="PolicyValues.None"/> where none has.
    /// </summary>
    public static async Task<PolicyValues> AtAsync(
        DbContext db, Guid unitId, DateOnly day, CancellationToken cancellationToken = default)
    {
        var version = await UnitTree.Up(db, unitId)
            .Join(
                db.Set<PolicyVersion>().Where(row => row.InForceFrom <= day),
                step => step.Id,
                row => row.UnitId,
                (step, row) => new { step.Height, Version = row })
            .AsNoTracking()
            .OrderBy(row => row.Height)
            .ThenByDescending(row => row.Version.InForceFrom)
            .ThenByDescending(row => row.Version.Number)
            .Select(row => row.Version)
            .FirstOrDefaultAsync(cancellationToken);
        return version is null ? PolicyValues.None : new PolicyValues(version.Id, version.Regimes, version.Values);
    }
}
