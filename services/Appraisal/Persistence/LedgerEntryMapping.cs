using System.Text.Json;
using Efficiency.Appraisal.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Appraisal.Persistence;

/// <summary>
/// The table <c>ledger_entry</c>. A trigger of the migrations refuses update, delete and truncate. It is not partitioned by
/// month: one line per source event is a business key, and a unique index cannot reach across partitions.
/// </summary>
internal sealed class LedgerEntryMapping : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger_entry");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(40);
        builder.Property(entry => entry.CountsAs).HasMaxLength(40);
        builder.Property(entry => entry.SubjectKind).HasMaxLength(40);
        builder.Property(entry => entry.SourceEventName).HasMaxLength(100);
        // No precision: the amount keeps the digits that the policy gave it.
        builder.Property(entry => entry.Points).HasColumnType("numeric");
        builder.Property(entry => entry.Evidence).HasColumnType("jsonb").HasConversion(
            evidence => JsonSerializer.Serialize(evidence, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyDictionary<string, string>>(
                (left, right) => ReferenceEquals(left, right),
                evidence => evidence.Count,
                evidence => evidence));

        // One line per source event and kind; several only where one event changes several rows or values.
        builder.HasIndex(entry => new { entry.SourceEventId, entry.Kind, entry.ReversesEntryId, entry.RestsOn })
            .HasDatabaseName("ix_ledger_entry_fact")
            .IsUnique()
            .AreNullsDistinct(false);
        builder.HasIndex(entry => entry.ReversesEntryId).IsUnique();
        builder.HasIndex(entry => new { entry.UnitId, entry.Year, entry.CountsAs, entry.OccurredAt });
        builder.HasIndex(entry => new { entry.UnitId, entry.Id });
        builder.HasIndex(entry => entry.SubjectId);
        builder.HasIndex(entry => entry.LightId).HasFilter("light_id is not null");
        builder.HasIndex(entry => entry.RestsOn).HasMethod("gin");
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(entry => entry.ReversesEntryId).OnDelete(DeleteBehavior.Restrict);
    }
}
