using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Deadlines.Persistence;

internal sealed class CalendarMapping : IEntityTypeConfiguration<CalendarVersion>
{
    public void Configure(EntityTypeBuilder<CalendarVersion> calendar)
    {
        calendar.ToTable("calendar_version");
        calendar.Property(row => row.Id).ValueGeneratedNever();
        calendar.HasIndex(row => new { row.Region, row.Number }).IsUnique();
        calendar.HasIndex(row => new { row.Region, row.Digest }).IsUnique();
    }
}

internal sealed class OfficeHoursMapping : IEntityTypeConfiguration<OfficeHoursRow>
{
    public void Configure(EntityTypeBuilder<OfficeHoursRow> hours)
    {
        hours.ToTable("office_hours");
        hours.Property(row => row.Id).ValueGeneratedNever();
        hours.HasIndex(row => new { row.UnitId, row.ValidFrom }).IsUnique();
    }
}
