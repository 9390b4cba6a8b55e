using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults.Directory;

/// <summary>Questions to the tree of units. Scope is a subtree, a superior is an ancestor.</summary>
public static class UnitTree
{
    /// <summary>Whether the unit is one of <paramref name="roots"/> or lies below one; false for a unit not known here.</summary>
    public static Task<bool> LiesUnderAsync(
        DbContext db, Guid unitId, IReadOnlyCollection<Guid> roots, CancellationToken cancellationToken = default) =>
        Up(db, unitId).AnyAsync(step => roots.Contains(step.Id), cancellationToken);

    /// <summary>
    /// Ids of the roots and of everything below them, as a part of a larger query:
    /// <c>rows.Where(row =&gt; UnitTree.Below(db, roots).Contains(row.UnitId))</c>.
    /// </summary>
    public static IQueryable<Guid> Below(DbContext db, IReadOnlyCollection<Guid> roots)
    {
        var ids = roots.ToArray();
        // union, not union all: a ring of parents, which must not be, would still come to an end.
        return db.Database.SqlQuery<Guid>(
            $"""
            with recursive below as (
              select id from unit where id = any({ids})
              union
              select unit.id from unit join below on unit.parent_id = below.id)
            select id as "Value" from below
            """);
    }

    /// <summary>The unit at 0, its parent at 1 and so on up to the city.</summary>
    internal static IQueryable<Step> Up(DbContext db, Guid unitId) => db.Database.SqlQuery<Step>(
        $"""
        with recursive up as (
          select id, parent_id, 0 as height from unit where id = {unitId}
          union all
          select unit.id, unit.parent_id, up.height + 1 from unit join up on unit.id = up.parent_id where up.height < 32)
        select id, height from up
        """);

    internal sealed record Step(Guid Id, int Height);
}
