using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Persistence;

/// <summary>
/// Row locks until the end of the transaction, so that two requests about one person, post or unit run one after the other and the
/// second sees what the first did. Always people before posts, each in order of id: nobody waits in a ring. The exclusion constraints
/// stand behind this and hold for whoever does not ask.
/// </summary>
internal static class Locks
{
    public static Task LockUnitAsync(this AccountabilityDb db, Guid id, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select 1 from unit where id = {id} for no key update", cancellationToken);

    public static Task LockStaffAsync(this AccountabilityDb db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var ordered = ids.Distinct().ToArray();
        return db.Database.ExecuteSqlAsync(
            $"select 1 from staff where id = any({ordered}) order by id for no key update", cancellationToken);
    }

    public static Task LockPostsAsync(this AccountabilityDb db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var ordered = ids.Distinct().ToArray();
        return db.Database.ExecuteSqlAsync(
            $"select 1 from post where id = any({ordered}) order by id for no key update", cancellationToken);
    }
}
