using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Accountability.Persistence;

/// <summary>What the owner adds to the shared mapping of units: keys of business and references.</summary>
internal sealed class UnitOwnership : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.HasIndex(u => u.Code).IsUnique();
        builder.HasIndex(u => new { u.ParentId, u.Id });
        builder.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StaffOwnership : IEntityTypeConfiguration<Staff>
{
    public void Configure(EntityTypeBuilder<Staff> builder)
    {
        builder.HasIndex(s => new { s.UnitId, s.Id });
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PostOwnership : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.HasIndex(p => new { p.UnitId, p.Code }).IsUnique();
        builder.HasIndex(p => new { p.UnitId, p.Id });
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PostAssignmentOwnership : IEntityTypeConfiguration<PostAssignment>
{
    public void Configure(EntityTypeBuilder<PostAssignment> builder)
    {
        builder.HasKnowledge();
        // A third named for one absence leaves the seat with its end.
        builder.Property<Guid?>(Knowledge.AbsenceId);
        builder.HasIndex(Knowledge.AbsenceId).HasFilter("absence_id is not null");
        builder.HasIndex(a => new { a.PostId, a.Id });
        builder.HasOne<Post>().WithMany().HasForeignKey(a => a.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff>().WithMany().HasForeignKey(a => a.StaffId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StandInOwnership : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> builder)
    {
        builder.HasKnowledge();
        builder.HasOne<Post>().WithMany().HasForeignKey(s => s.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff>().WithMany().HasForeignKey(s => s.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff>().WithMany().HasForeignKey(s => s.ForStaffId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UncoveredPostOwnership : IEntityTypeConfiguration<UncoveredPost>
{
    public void Configure(EntityTypeBuilder<UncoveredPost> builder)
    {
        builder.HasKnowledge();
        // Whose absence left the post empty: the owner's own knowledge, told to nobody.
        builder.Property<Guid>(Knowledge.ForStaffId);
        builder.HasOne<Post>().WithMany().HasForeignKey(u => u.PostId).OnDelete(DeleteBehavior.Restrict);
    }
}
