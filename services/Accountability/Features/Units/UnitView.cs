using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.Accountability.Features.Units;

/// <param name="ValidTo">Exclusive.</param>
internal sealed record UnitView(
    Guid Id,
    Guid? ParentId,
    string Kind,
    string Code,
    string Name,
    string? DivisionCode,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    int Version)
{
    public static UnitView Of(Unit unit) => new(
        unit.Id, unit.ParentId, unit.Kind, unit.Code, unit.Name, unit.DivisionCode, unit.ValidFrom, unit.ValidTo, unit.Version);
}
