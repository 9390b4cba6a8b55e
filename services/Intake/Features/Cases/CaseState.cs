using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Cases;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Features.Cases;

/// <summary>Where a case stands after an act.</summary>
/// <param name="Missing">Codes of the materials that are not there yet; what a one-time notice has to tell (OT-01).</param>
/// <param name="Version">For If-Match.</param>
internal sealed record CaseState(
    Guid Id,
    string ReceiptNumber,
    Guid UnitId,
    Guid PostId,
    Guid ItemId,
    int ItemVersion,
    string Status,
    IReadOnlyList<string> Missing,
    int NoticeCount,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? CompletedAt,
    Guid? PolicyVersionId,
    int Version)
{
    public static CaseState Of(Case subject, IReadOnlyList<Material> demanded) => new(
        subject.Id,
        subject.ReceiptNumber,
        subject.UnitId,
        subject.PostId,
        subject.ItemId,
        subject.ItemVersion,
        Code.Of(subject.Status),
        CaseMaterials.Missing(demanded, subject.Supplied),
        subject.NoticeCount,
        subject.ReceivedAt,
        subject.AcceptedAt,
        subject.CompletedAt,
        subject.PolicyVersionId,
        subject.Version);
}
