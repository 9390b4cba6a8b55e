using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;
using Efficiency.Intake.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Efficiency.Intake.Features.Cases;

/// <summary>
/// Everything that the registration of a case has to know, in one round trip: registering is the busiest act of the suite.
/// </summary>
/// <param name="UnitId">The post's unit; null where the post is not known here yet.</param>
/// <param name="Line">That unit and everything above it.</param>
/// <param name="Item">The public version of the item; null where there is none.</param>
/// <param name="Sequence">For the receipt number.</param>
internal sealed record RegistrationFacts(Guid? UnitId, Guid[] Line, PublicItem? Item, long Sequence)
{
    private const string Sql =
        $"""
        with recursive up as (
          select unit.id, unit.parent_id, 0 as height from unit join post on post.unit_id = unit.id where post.id = $1
          union all
          select unit.id, unit.parent_id, up.height + 1 from unit join up on unit.id = up.parent_id where up.height < 32)
        select (select unit_id from post where id = $1),
          array(select id from up order by height),
          nextval('{IntakeDb.ReceiptSequence}'),
          item.unit_id, item.kind, version.number, version.materials
        from (values (1)) as one
        left join service_item item on item.id = $2
        left join item_version version on version.item_id = item.id and version.number = item.published_version
        """;

    public static async Task<RegistrationFacts> ReadAsync(
        IntakeDb db, Guid postId, Guid itemId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            Sql,
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction())
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = postId }, new NpgsqlParameter<Guid> { TypedValue = itemId } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new RegistrationFacts(
            await row.IsDBNullAsync(0, cancellationToken) ? null : row.GetGuid(0),
            row.GetFieldValue<Guid[]>(1),
            await row.IsDBNullAsync(5, cancellationToken) ? null : new PublicItem(
                row.GetGuid(3),
                Code.Parse<ItemKind>(row.GetString(4)),
                row.GetInt32(5),
                Columns.ReadList<Material>(row.GetString(6))),
            row.GetInt64(2));
    }
}

internal sealed record PublicItem(Guid UnitId, ItemKind Kind, int Version, IReadOnlyList<Material> Materials);
