using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Accountability.Features.People;

/// <summary>Name, title and office phone of a member of staff are official data.</summary>
internal sealed record StaffView(Guid Id, Guid UnitId, string Name, string Title, string? OfficePhone, int Version)
{
    public static StaffView Of(Staff staff) =>
        new(staff.Id, staff.UnitId, staff.Name, staff.Title, staff.OfficePhone, staff.Version);
}
