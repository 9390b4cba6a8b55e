using Efficiency.Deadlines.Domain;

namespace Efficiency.Deadlines.Features.Deadlines;

/// <param name="LimitKind"><c>acceptance</c>, <c>statutory</c>, <c>promised</c> or <c>step</c>.</param>
/// <param name="State"><c>running</c>, <c>paused</c> or <c>closed</c>.</param>
/// <param name="DueAt">Exclusive: an act strictly before it is in time. Null while the limit stands still.</param>
/// <param name="DueDay">The due day in the city; null while the limit stands still.</param>
/// <param name="Provisional">True while the working calendar of the due year is not announced.</param>
/// <param name="Light">The highest light that is on: <c>yellow</c>, <c>red</c> or <c>second-red</c>.</param>
/// <param name="WorkingDaysLate">Working days after the due day; null while open.</param>
/// <param name="UsedShare">Share of the limit that was used, above 1 when late; null while open.</param>
internal sealed record DeadlineView(
    Guid Id,
    string SubjectKind,
    Guid SubjectId,
    Guid UnitId,
    Guid PostId,
    string LimitKind,
    int Amount,
    string Unit,
    string Basis,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateOnly? DueDay,
    bool Provisional,
    DateTimeOffset? YellowAt,
    DateTimeOffset? SecondRedAt,
    string? Light,
    DateTimeOffset? CompletedAt,
    bool? InTime,
    int? WorkingDaysLate,
    decimal? UsedShare,
    Guid? PolicyVersionId,
    int Version)
{
    public static DeadlineView Of(Deadline row)
    {
        var runs = row.State != DeadlineState.Paused;
        return new DeadlineView(
            row.Id,
            row.SubjectKind,
            row.SubjectId,
            row.UnitId,
            row.PostId,
            row.LimitKind,
            row.Amount,
            Code.Of(row.Unit),
            row.Basis,
            Code.Of(row.State),
            row.StartedAt,
            runs ? row.DueAt : null,
            runs ? row.DueDay : null,
            row.Provisional,
            row.YellowAt,
            row.SecondRedAt,
            row.Light is { } light ? Code.Of(light) : null,
            row.CompletedAt,
            row.InTime,
            row.WorkingDaysLate,
            row.UsedShare,
            row.PolicyVersionId,
            row.Version);
    }
}
