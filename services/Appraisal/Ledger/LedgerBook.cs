using Efficiency.Appraisal.Domain;
using Efficiency.Appraisal.Persistence;
using Efficiency.Contracts.Appraisal;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Appraisal.Ledger;

/// <summary>Writes lines of the ledger in the transaction of the event that they come from.</summary>
internal sealed class LedgerBook(AppraisalDb db, ScorePolicies policies, BusinessClock clock, TimeProvider time)
{
    private DateTimeOffset _lastId;

    /// <summary>
    /// The unit that has to be known before a fact of <paramref name="unitId"/> can be valued: itself or an ancestor, since a
    /// policy is inherited downwards. Null when the whole path is known.
    /// </summary>
    public Task<Guid?> AwaitedUnitAsync(Guid unitId, CancellationToken cancellationToken) => db.Database
        .SqlQuery<Guid?>(
            $"""
            with recursive up as (
              select {unitId}::uuid as id, (select parent_id from unit where id = {unitId}) as parent_id
              union
              select up.parent_id, (select unit.parent_id from unit where unit.id = up.parent_id) from up where up.parent_id is not null)
            select (select up.id from up where not exists (select from unit where unit.id = up.id) limit 1) as "Value"
            """)
        .SingleAsync(cancellationToken);

    /// <summary>Records a fact once. False where it stands already: its event came again.</summary>
    public async Task<bool> RecordAsync(Fact fact, LedgerSource source, CancellationToken cancellationToken)
    {
        await LedgerLocks.TakeForFactsAsync(db, cancellationToken);
        if (await db.Ledger.AnyAsync(
            entry => entry.SourceEventId == source.EventId && entry.ReversesEntryId == null && entry.RestsOn.Length == 0,
            cancellationToken))
        {
            return false;
        }

        var day = clock.DayOf(fact.OccurredAt);
        var policy = await policies.AtAsync(fact.UnitId, day, cancellationToken);
        Add(new LedgerEntry
        {
            Id = NextId(),
            UnitId = fact.UnitId,
            Year = day.Year,
            Kind = fact.Kind,
            CountsAs = fact.Kind,
            SubjectKind = fact.SubjectKind,
            SubjectId = fact.SubjectId,
            DeadlineId = fact.DeadlineId,
            LightId = fact.LightId,
            SourceEventId = source.EventId,
            SourceEventName = source.EventName,
            Points = Points.For(fact.Kind, policy),
            PolicyVersionId = policy.VersionId,
            RestsOn = [],
            OccurredAt = fact.OccurredAt,
            RecordedAt = clock.Now,
            Evidence = source.Evidence,
        });
        return true;
    }

    /// <summary>Takes a line back by another one.</summary>
    /// <param name="cause">One of <see cref="EntryKinds"/> that take back.</param>
    public void TakeBack(LedgerEntry entry, string cause, LedgerSource source, DateTimeOffset occurredAt) =>
        Add(entry.TakenBack(NextId(), cause, source, occurredAt, clock.Now));

    /// <summary>
    /// An id for the next line of this unit of work. Lists go by id, and ids of one millisecond have no order: each line gets a
    /// millisecond of its own, so that what takes back stands before what replaces.
    /// </summary>
    public Guid NextId()
    {
        var now = time.GetUtcNow();
        _lastId = now > _lastId ? now : _lastId;
        var id = Guid.CreateVersion7(_lastId);
        _lastId = _lastId.AddMilliseconds(1);
        return id;
    }

    public void Add(LedgerEntry entry)
    {
        // Events carry the offset of where they happened; the database keeps instants in UTC.
        entry = entry with { OccurredAt = entry.OccurredAt.ToUniversalTime() };
        db.Ledger.Add(entry);
        db.Publish(
            entry.Id,
            version: 1,
            entry.UnitId,
            new LedgerEntryRecorded
            {
                EntryId = entry.Id,
                UnitId = entry.UnitId,
                Year = entry.Year,
                Kind = entry.Kind,
                SubjectKind = entry.SubjectKind,
                SubjectId = entry.SubjectId,
                SourceEventId = entry.SourceEventId,
                ReversesEntryId = entry.ReversesEntryId,
                Points = entry.Points,
            },
            entry.OccurredAt);
        db.Audit(new AuditEntry
        {
            Action = "appraisal.ledger-entry-recorded",
            SubjectKind = "ledger-entry",
            SubjectId = entry.Id,
            UnitId = entry.UnitId,
            BusinessAt = entry.RecordedAt,
            PolicyVersionId = entry.PolicyVersionId,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["kind"] = entry.Kind,
                ["sourceEventId"] = entry.SourceEventId.ToString(),
            },
        });
    }
}

/// <summary>What happened, before it is valued.</summary>
internal sealed record Fact
{
    public required string Kind { get; init; }
    public required Guid UnitId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public Guid? DeadlineId { get; init; }
    public Guid? LightId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
}
