using Efficiency.Accountability.Persistence;

namespace Efficiency.Accountability.Features.Absences;

/// <summary>What the whereabouts board may show: that somebody is away and until when, never why (AT-02, WN-05).</summary>
/// <param name="To">Exclusive, as recorded.</param>
/// <param name="AwayUntil">Exclusive: the return considered.</param>
/// <param name="Status"><c>recorded</c>, <c>returned</c> or <c>cancelled</c>.</param>
internal sealed record AbsenceView(
    Guid Id,
    Guid StaffId,
    Guid UnitId,
    DateTimeOffset From,
    DateTimeOffset? To,
    DateTimeOffset? AwayUntil,
    DateTimeOffset? ReturnedAt,
    string Status,
    int Version)
{
    public static AbsenceView Of(Absence absence) => new(
        absence.Id, absence.StaffId, absence.UnitId, absence.From, absence.To, absence.AwayUntil, absence.ReturnedAt,
        absence.Status, absence.Version);
}
