using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults.Directory;

public static class DirectoryMapping
{
    /// <summary>
    /// Maps the directory: in Accountability as the owning tables, elsewhere as the read model. Periods are
    /// <c>starts_at</c> and <c>ends_at</c>, since <c>from</c> and <c>to</c> are words of SQL.
    /// </summary>
    public static ModelBuilder AddDirectory(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Unit>(unit =>
        {
            unit.ToTable("unit");
            unit.HasIndex(row => row.ParentId);
            unit.HasIndex(row => row.Code);
            unit.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Staff>(staff =>
        {
            staff.ToTable("staff");
            staff.HasIndex(row => row.UnitId);
            staff.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Post>(post =>
        {
            post.ToTable("post");
            post.HasIndex(row => new { row.UnitId, row.Kind });
            post.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<PostAssignment>(assignment =>
        {
            assignment.ToTable("post_assignment");
            assignment.Property(row => row.From).HasColumnName("starts_at");
            assignment.Property(row => row.To).HasColumnName("ends_at");
            assignment.HasIndex(row => new { row.PostId, row.From });
            assignment.HasIndex(row => new { row.StaffId, row.From });
            assignment.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<StandIn>(standIn =>
        {
            standIn.ToTable("stand_in");
            standIn.Property(row => row.From).HasColumnName("starts_at");
            standIn.Property(row => row.To).HasColumnName("ends_at");
            standIn.HasIndex(row => new { row.PostId, row.From });
            standIn.HasIndex(row => new { row.StaffId, row.From });
            standIn.HasIndex(row => new { row.ForStaffId, row.From });
            standIn.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<UncoveredPost>(uncovered =>
        {
            uncovered.ToTable("uncovered_post");
            uncovered.HasKey(row => new { row.Id, row.PostId });
            uncovered.Property(row => row.From).HasColumnName("starts_at");
            uncovered.Property(row => row.To).HasColumnName("ends_at");
            uncovered.HasIndex(row => new { row.PostId, row.From });
            uncovered.Property(row => row.Version).IsConcurrencyToken();
        });
        return modelBuilder;
    }
}
