using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Accountability.Persistence;

/// <summary>
/// Periods say when something held; these columns say since when it was known and until when it was believed. A row that changes
/// leaves a copy of what it said before, with an id of its own and <c>superseded_at</c> set, so that "who was responsible, as known
/// at" has an answer for ever. Ordinary queries never see the copies.
/// </summary>
internal static class Knowledge
{
    public const string RecordedAt = "RecordedAt";
    public const string SupersededAt = "SupersededAt";
    /// <summary>On a copy: the row that it was.</summary>
    public const string OriginId = "OriginId";
    public const string ForStaffId = "ForStaffId";
    /// <summary>On the seat of a third: the absence that it was given for.</summary>
    public const string AbsenceId = "AbsenceId";

    public static void HasKnowledge<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        builder.Property<DateTimeOffset>(RecordedAt);
        builder.Property<DateTimeOffset?>(SupersededAt);
        builder.Property<Guid?>(OriginId);
        builder.HasQueryFilter(row => EF.Property<DateTimeOffset?>(row, SupersededAt) == null);
    }

    /// <summary>Adds a row known from <paramref name="now"/> on.</summary>
    public static EntityEntry<T> Record<T>(this AccountabilityDb db, T row, DateTimeOffset now)
        where T : class
    {
        var entry = db.Add(row);
        entry.Property<DateTimeOffset>(RecordedAt).CurrentValue = now;
        return entry;
    }

    /// <summary>Keeps what the tracked row says; call before it is changed.</summary>
    public static void Supersede(this AccountabilityDb db, PostAssignment row, DateTimeOffset now) => Keep(db, row, row.Id, now,
        new PostAssignment
        {
            Id = Guid.CreateVersion7(),
            PostId = row.PostId,
            UnitId = row.UnitId,
            StaffId = row.StaffId,
            Seat = row.Seat,
            From = row.From,
            To = row.To,
            Version = row.Version,
        });

    /// <inheritdoc cref="Supersede(AccountabilityDb, PostAssignment, DateTimeOffset)"/>
    public static void Supersede(this AccountabilityDb db, StandIn row, DateTimeOffset now) => Keep(db, row, row.Id, now,
        new StandIn
        {
            Id = Guid.CreateVersion7(),
            PostId = row.PostId,
            UnitId = row.UnitId,
            StaffId = row.StaffId,
            ForStaffId = row.ForStaffId,
            From = row.From,
            To = row.To,
            Version = row.Version,
        });

    /// <inheritdoc cref="Supersede(AccountabilityDb, PostAssignment, DateTimeOffset)"/>
    public static void Supersede(this AccountabilityDb db, UncoveredPost row, DateTimeOffset now)
    {
        var copy = Keep(db, row, row.Id, now, new UncoveredPost
        {
            Id = Guid.CreateVersion7(),
            PostId = row.PostId,
            UnitId = row.UnitId,
            HeldByStaffId = row.HeldByStaffId,
            From = row.From,
            To = row.To,
            Version = row.Version,
        });
        copy.Property<Guid>(ForStaffId).CurrentValue = db.Entry(row).Property<Guid>(ForStaffId).CurrentValue;
    }

    /// <summary>The rows as they were believed at an instant; with null, as they are believed now.</summary>
    public static IQueryable<T> KnownAt<T>(this IQueryable<T> rows, DateTimeOffset? instant)
        where T : class => instant is null
        ? rows
        : rows.IgnoreQueryFilters().Where(row => EF.Property<DateTimeOffset>(row, RecordedAt) <= instant
            && (EF.Property<DateTimeOffset?>(row, SupersededAt) == null
                || EF.Property<DateTimeOffset?>(row, SupersededAt) > instant));

    private static EntityEntry<T> Keep<T>(AccountabilityDb db, T row, Guid id, DateTimeOffset now, T copy)
        where T : class
    {
        var recordedAt = db.Entry(row).Property<DateTimeOffset>(RecordedAt);
        var kept = db.Record(copy, recordedAt.CurrentValue);
        kept.Property<DateTimeOffset?>(SupersededAt).CurrentValue = now;
        kept.Property<Guid?>(OriginId).CurrentValue = id;
        recordedAt.CurrentValue = now;
        return kept;
    }
}
