using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Gateway.Persistence;

/// <summary>Where the suite's business clock stands; one row, Development only.</summary>
internal sealed class ClockRow : IEntityTypeConfiguration<ClockRow>
{
    public const short OnlyId = 1;

    public short Id { get; init; } = OnlyId;

    /// <summary>How far business time is ahead of system time, in ticks of 100 ns.</summary>
    public long OffsetTicks { get; set; }

    public DateTimeOffset MovedAt { get; set; }

    public void Configure(EntityTypeBuilder<ClockRow> builder)
    {
        builder.ToTable("clock_offset").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
    }
}
