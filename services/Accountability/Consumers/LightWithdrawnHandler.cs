using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Deadlines;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Consumers;

/// <summary>The light was taken back: its lead is closed with that reason, also where the word of it comes first.</summary>
internal sealed class LightWithdrawnHandler(AccountabilityDb db, BusinessClock clock) : IEventHandler<LightWithdrawn>
{
    public async Task<Handled> HandleAsync(LightWithdrawn message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (!LeadLifecycle.Opens(message.Rung))
        {
            return Handled.Done;
        }
        var lead = await db.Leads.AsTracking().SingleOrDefaultAsync(l => l.LightId == message.LightId, cancellationToken);
        if (lead is null)
        {
            return Handled.Early(message.LightId);
        }
        if (LeadLifecycle.Table.Move(lead.Status, LeadLifecycle.Withdraw, out var next) is not null)
        {
            // Closed by people already: their reason stands, and a consumer refuses nothing.
            return Handled.Done;
        }

        lead.Status = next;
        lead.CloseReason = LeadLifecycle.LightWithdrawn;
        lead.ClosedAt = clock.Now;
        lead.Version++;
        db.Publish(lead.Id, lead.Version, lead.UnitId, new LeadClosed
        {
            LeadId = lead.Id,
            UnitId = lead.UnitId,
            SubjectKind = lead.SubjectKind,
            SubjectId = lead.SubjectId,
            Reason = LeadLifecycle.LightWithdrawn,
            ClosedAt = clock.Now,
        }, clock.Now);
        db.Audit(new AuditEntry
        {
            Action = "accountability.lead-closed",
            SubjectKind = "lead",
            SubjectId = lead.Id,
            UnitId = lead.UnitId,
            BusinessAt = clock.Now,
            PolicyVersionId = lead.PolicyVersionId,
        });
        // The same rung, reached again for a new due date, may wait for this.
        db.Arrived(message.LightId);
        return Handled.Done;
    }
}
