using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Accountability.Persistence;

/// <summary>Somebody is away. Kind and reason are for personnel only and leave this service in no event.</summary>
internal sealed class Absence : IOfUnit
{
    public required Guid Id { get; init; }
    public required Guid StaffId { get; init; }
    /// <summary>The person's unit when it was recorded.</summary>
    public required Guid UnitId { get; init; }
    public required string Kind { get; init; }
    public required bool Planned { get; init; }
    public Sealed? Reason { get; init; }
    public required DateTimeOffset From { get; init; }
    /// <summary>Exclusive, as recorded; null while the end is open.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Exclusive: until when the person counts as away, the return considered.</summary>
    public DateTimeOffset? AwayUntil { get; set; }
    public DateTimeOffset? ReturnedAt { get; set; }
    public required string Status { get; set; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required int Version { get; set; }
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("absence");
        builder.Property(a => a.From).HasColumnName("starts_at");
        builder.Property(a => a.To).HasColumnName("ends_at");
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.StaffId, a.From });
        builder.HasIndex(a => new { a.UnitId, a.Id });
        builder.HasOne<Staff>().WithMany().HasForeignKey(a => a.StaffId).OnDelete(DeleteBehavior.Restrict);
    }
}
