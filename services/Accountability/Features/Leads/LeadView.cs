using Efficiency.Accountability.Persistence;

namespace Efficiency.Accountability.Features.Leads;

/// <summary>A question to examine (AMB-12); whom it names is nobody's judgement.</summary>
/// <param name="ResponsibleStaffId">Whoever held the duty when the limit passed; null where nobody did.</param>
/// <param name="Status"><c>open</c> or <c>closed</c>.</param>
internal sealed record LeadView(
    Guid Id,
    Guid UnitId,
    Guid PostId,
    string SubjectKind,
    Guid SubjectId,
    Guid DeadlineId,
    string LimitKind,
    string Rung,
    Guid SourceEventId,
    Guid? ResponsibleStaffId,
    string Capacity,
    DateTimeOffset RaisedFor,
    DateTimeOffset OpenedAt,
    string Status,
    string? CloseReason,
    DateTimeOffset? ClosedAt,
    int Version)
{
    public static LeadView Of(Lead lead) => new(
        lead.Id, lead.UnitId, lead.PostId, lead.SubjectKind, lead.SubjectId, lead.DeadlineId, lead.LimitKind, lead.Rung,
        lead.SourceEventId, lead.ResponsibleStaffId, lead.Capacity, lead.RaisedFor, lead.OpenedAt, lead.Status,
        lead.CloseReason, lead.ClosedAt, lead.Version);
}
