using Efficiency.Intake.Domain.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Intake.Persistence;

internal sealed class ItemMapping : IEntityTypeConfiguration<ServiceItem>
{
    public void Configure(EntityTypeBuilder<ServiceItem> item)
    {
        item.ToTable("service_item", table =>
        {
            table.HasCheckConstraint("service_item_kind", Columns.In<ItemKind>("kind"));
            table.HasCheckConstraint("service_item_versions", "latest_version >= 1 and published_version <= latest_version");
        });
        item.Property(row => row.Id).ValueGeneratedNever();
        item.Property(row => row.Version).IsConcurrencyToken();
        item.HasIndex(row => new { row.UnitId, row.Code }).IsUnique();
        item.HasIndex(row => new { row.UnitId, row.Id });
        item.HasMany(row => row.Versions).WithOne().HasForeignKey(version => version.ItemId).OnDelete(DeleteBehavior.Restrict);
        item.Navigation(row => row.Versions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ItemVersionMapping : IEntityTypeConfiguration<ItemVersion>
{
    public void Configure(EntityTypeBuilder<ItemVersion> version)
    {
        version.ToTable("item_version", table =>
        {
            table.HasCheckConstraint("item_version_status", Columns.In<ItemStatus>("status"));
            // OG-14, OG-15: nothing is public that somebody else has not made public.
            table.HasCheckConstraint(
                "item_version_published_by_another",
                "status in ('draft', 'submitted') or (submitted_at is not null and published_at is not null "
                + "and published_by is not null and published_by <> author)");
        });
        version.HasKey(row => new { row.ItemId, row.Number });
        version.Property(row => row.Materials).AsJson();
        version.Property(row => row.Limits).AsJson();
        version.HasIndex(row => row.ItemId)
            .IsUnique()
            .HasFilter("status = 'published'")
            .HasDatabaseName("ix_item_version_one_published");
    }
}
