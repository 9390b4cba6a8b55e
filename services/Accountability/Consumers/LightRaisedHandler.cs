using Efficiency.Accountability.Domain;
using Efficiency.Accountability.Persistence;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Deadlines;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Consumers;

/// <summary>
/// A red light asks who held the duty: it opens one lead with its evidence, against whoever could have kept the limit last
/// (AMB-12, AB-08). Never more than that: what follows is for people to decide.
/// </summary>
internal sealed class LightRaisedHandler(AccountabilityDb db, BusinessClock clock) : IEventHandler<LightRaised>
{
    public async Task<Handled> HandleAsync(LightRaised message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (!LeadLifecycle.Opens(message.Rung) || await db.Leads.AnyAsync(l => l.LightId == message.LightId, cancellationToken))
        {
            return Handled.Done;
        }
        var earlier = await db.Leads.AsNoTracking().SingleOrDefaultAsync(
            l => l.DeadlineId == message.DeadlineId && l.Rung == message.Rung && l.Status == LeadLifecycle.Open, cancellationToken);
        if (earlier is not null)
        {
            // The rung was reached again, so the former light was taken back: that word is still on its way.
            return Handled.Early(earlier.LightId);
        }
        message = InUtc(message);
        var duty = await DutyHistory.ReadAsync(
            db, message.PostId, message.StartedAt, message.RaisedFor, knownAt: null, cancellationToken);
        if (duty is null)
        {
            return Handled.Early(message.PostId);
        }

        // The due instant is exclusive: whoever takes over at it could not keep the limit any more.
        var shares = DutyShares.Of(Spans(duty, message), message.StartedAt, message.DueAt);
        var last = shares[^1].Span;
        var policy = await Policies.AtAsync(db, message.UnitId, clock.DayOf(message.RaisedFor), cancellationToken);
        var lead = new Lead
        {
            Id = Guid.CreateVersion7(),
            UnitId = message.UnitId,
            PostId = message.PostId,
            SubjectKind = message.SubjectKind,
            SubjectId = message.SubjectId,
            DeadlineId = message.DeadlineId,
            LimitKind = message.LimitKind,
            Rung = message.Rung,
            LightId = message.LightId,
            SourceEventId = headers.EventId,
            ResponsibleStaffId = last.StaffId,
            Capacity = last.Capacity,
            PolicyVersionId = policy.Id,
            RaisedFor = message.RaisedFor,
            OpenedAt = clock.Now,
            Status = LeadLifecycle.Open,
            Version = 1,
        };
        db.Add(lead);
        AddEvidence(lead, message, headers, shares, duty.HeadAt(last.Period.From));
        db.Publish(lead.Id, lead.Version, lead.UnitId, new LeadOpened
        {
            LeadId = lead.Id,
            UnitId = lead.UnitId,
            PostId = lead.PostId,
            SubjectKind = lead.SubjectKind,
            SubjectId = lead.SubjectId,
            SourceEventId = lead.SourceEventId,
            ResponsibleStaffId = lead.ResponsibleStaffId,
            Capacity = lead.Capacity,
            OpenedAt = lead.OpenedAt,
        }, clock.Now);
        db.Audit(new AuditEntry
        {
            Action = "accountability.lead-opened",
            SubjectKind = "lead",
            SubjectId = lead.Id,
            UnitId = lead.UnitId,
            BusinessAt = clock.Now,
            PolicyVersionId = lead.PolicyVersionId,
        });
        // The light may have been taken back before this was heard of.
        db.Arrived(message.LightId);
        return Handled.Done;
    }

    /// <summary>The database keeps instants in UTC; the event may tell them with the city's offset.</summary>
    private static LightRaised InUtc(LightRaised message) => message with
    {
        StartedAt = message.StartedAt.ToUniversalTime(),
        DueAt = message.DueAt.ToUniversalTime(),
        RaisedFor = message.RaisedFor.ToUniversalTime(),
    };

    private static IEnumerable<DutySpan> Spans(DutyHistory duty, LightRaised message) =>
        DutyShares.Cut(message.StartedAt, message.RaisedFor, duty.Periods).Select(span =>
        {
            var responsible = duty.At(span.From);
            return new DutySpan(span, responsible.StaffId, responsible.Capacity);
        });

    private void AddEvidence(
        Lead lead, LightRaised message, EventHeaders headers, IEnumerable<DutyShare> shares, Guid? officeHead)
    {
        var ordinal = 0;
        db.Add(new LeadEvidence
        {
            LeadId = lead.Id,
            Ordinal = ++ordinal,
            Kind = EvidenceKinds.Light,
            ReferenceId = headers.EventId,
            From = message.RaisedFor,
        });
        db.Add(new LeadEvidence
        {
            LeadId = lead.Id,
            Ordinal = ++ordinal,
            Kind = EvidenceKinds.Deadline,
            ReferenceId = message.DeadlineId,
            From = message.StartedAt,
            To = message.DueAt,
        });
        foreach (var (span, share) in shares)
        {
            db.Add(new LeadEvidence
            {
                LeadId = lead.Id,
                Ordinal = ++ordinal,
                Kind = EvidenceKinds.Duty,
                StaffId = span.StaffId,
                Capacity = span.Capacity,
                From = span.Period.From,
                To = span.Period.To,
                Share = share,
            });
        }
        db.Add(new LeadEvidence
        {
            LeadId = lead.Id,
            Ordinal = ++ordinal,
            Kind = EvidenceKinds.OfficeHead,
            StaffId = officeHead,
            From = message.RaisedFor,
        });
    }
}
