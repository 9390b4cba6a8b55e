using System.Globalization;
using System.Runtime.CompilerServices;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Persistence;

/// <summary>A row that belongs to a unit and is listed by scope; its table has an index on unit and id.</summary>
internal interface IOfUnit
{
    Guid Id { get; }
    Guid UnitId { get; }
}

/// <summary>
/// Lists of what grows for ever, limited to subtrees. The cost of a page follows the number of units in scope, never the number of
/// rows: each unit gives its own next rows from its index, and the first of all of them are the page. Where the scope is everything,
/// the rows are read in order of id without asking for units at all.
/// </summary>
internal static class UnitScope
{
    /// <summary>The roots of the subtrees that a list is limited to: one unit, or the caller's; null for everything.</summary>
    public static async Task<IReadOnlyList<Guid>?> OfAsync(
        AccountabilityDb db, Caller caller, Guid? unitId, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> roots = unitId is { } asked ? [asked] : caller.UnitIds;
        var everything = (unitId is null && caller.ReachesWholeCity)
            || (roots.Count > 0 && !await db.Units.AnyAsync(u => u.ParentId == null && !roots.Contains(u.Id), cancellationToken));
        return everything ? null : roots;
    }

    /// <summary>
    /// The next rows in order of id. SQL, because only a lateral join reads no more than a page of each unit; LINQ becomes a window
    /// over all rows.
    /// </summary>
    /// <param name="roots">From <see cref="OfAsync"/>.</param>
    /// <param name="after">The id that the page begins behind.</param>
    /// <param name="where">A condition on the table's columns; its values become parameters.</param>
    public static IQueryable<T> Page<T>(
        this AccountabilityDb db, IReadOnlyList<Guid>? roots, Guid? after, int take, FormattableString? where = null)
        where T : class, IOfUnit
    {
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        List<object> values = [.. where?.GetArguments().OfType<object>() ?? []];
        List<string> conditions = where is null ? [] : [where.Format];
        if (after is { } behind)
        {
            conditions.Add($"id > {Value(behind)}");
        }
        if (roots is not null)
        {
            conditions.Add("unit_id = below.id");
        }
        var condition = conditions.Count == 0 ? "" : $"where {string.Join(" and ", conditions)}";
        var page = $"select * from {table} {condition} order by id limit {Value(take)}";
        if (roots is not null)
        {
            page = $"""
                with recursive below as (
                  select id from unit where id = any({Value(roots.ToArray())})
                  union
                  select unit.id from unit join below on unit.parent_id = below.id)
                select following.* from below cross join lateral ({page}) following
                """;
        }
        return db.Set<T>().FromSql(FormattableStringFactory.Create(page, [.. values])).OrderBy(r => r.Id).Take(take);

        string Value(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}");
        }
    }
}
