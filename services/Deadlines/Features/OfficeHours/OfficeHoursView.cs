using Efficiency.Deadlines.Calendars;
using Efficiency.Deadlines.Persistence;

namespace Efficiency.Deadlines.Features.OfficeHours;

/// <param name="ValidFrom">First day; until the unit's next version.</param>
internal sealed record OfficeHoursView(
    Guid Id, Guid UnitId, DateOnly ValidFrom, IReadOnlyList<OfficePeriodView> Periods, DateTimeOffset RecordedAt)
{
    public static OfficeHoursView Of(OfficeHoursRow row) => new(
        row.Id, row.UnitId, row.ValidFrom, OfficePeriodView.Of(OfficePeriods.Read(row.Periods)), row.RecordedAt);
}

/// <summary>Times of day as <c>HH:mm</c>; the end is exclusive.</summary>
internal sealed record OfficePeriodView(string Opens, string Closes)
{
    public static IReadOnlyList<OfficePeriodView> Of(Domain.OfficeHours hours) =>
        [.. hours.Periods.Select(period => new OfficePeriodView(OfficePeriods.Text(period.Opens), OfficePeriods.Text(period.Closes)))];
}
