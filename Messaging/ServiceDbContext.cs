using System.Diagnostics;
using System.Text.Json;
using Efficiency.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Messaging;

/// <summary>
/// A service's unit of work: state, events and audit are saved in one transaction or not at all. Events that waited for a fact
/// which this unit of work brings are handled in the same transaction.
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options, SaveContext save) : DbContext(options)
{
    private readonly HashSet<Guid> _arrived = [];
    private bool _releasing;

    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    internal SaveContext Save { get; } = save;

    /// <summary>Keys that <see cref="Arrived"/> named and whose early facts were not taken yet.</summary>
    internal HashSet<Guid> ArrivedKeys => _arrived;

    /// <summary>Adds an event to this unit of work.</summary>
    /// <param name="aggregateId">What the event is about; events of one aggregate are published in order.</param>
    /// <param name="version">Version of the aggregate after the change.</param>
    /// <param name="unitId">Unit that the aggregate belongs to; null only for what belongs to the whole city.</param>
    /// <param name="occurredAt">Business time of the fact.</param>
    /// <returns>The event's id.</returns>
    public Guid Publish<TEvent>(Guid aggregateId, int version, Guid? unitId, TEvent message, DateTimeOffset occurredAt)
        where TEvent : class
    {
        var created = Microseconds.Floor(Save.Time.GetUtcNow());
        var id = OrderedIds.Next(created);
        Add(new FeedRow
        {
            EventId = id,
            Name = EventCatalogue.NameOf(typeof(TEvent)),
            AggregateId = aggregateId,
            Version = version,
            UnitId = unitId,
            OccurredAt = Microseconds.Floor(occurredAt),
            CreatedAt = created,
            TraceParent = Activity.Current?.Id,
            Payload = JsonSerializer.Serialize(message, EventJson.Options),
        });
        Add(new OutboxRow { EventId = id, Lane = Lanes.Of(aggregateId), CreatedAt = created });
        return id;
    }

    /// <summary>Adds a line to the audit trail. Actor, trace and technical time are those of this unit of work.</summary>
    public void Audit(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var at = Microseconds.Floor(Save.Time.GetUtcNow());
        Add(new AuditRow
        {
            Id = OrderedIds.Next(at),
            At = at,
            BusinessAt = Microseconds.Floor(entry.BusinessAt),
            ActorKind = Save.Actor.Kind,
            ActorId = Save.Actor.Id,
            Action = entry.Action,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            UnitId = entry.UnitId,
            PolicyVersionId = entry.PolicyVersionId,
            ActingForPostId = entry.ActingForPostId,
            TraceId = Activity.Current?.TraceId.ToString(),
            Detail = entry.Detail is null ? "{}" : JsonSerializer.Serialize(entry.Detail, EventJson.Options),
        });
    }

    /// <summary>This unit of work brings the fact that early events wait for under this key.</summary>
    public void Arrived(Guid key) => _arrived.Add(key);

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default)
    {
        if (_arrived.Count == 0 || _releasing)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        // The early facts are looked for under a lock per key, which must hold until the commit.
        IDbContextTransaction? own = Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken)
            : null;
        await using (own)
        {
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            _releasing = true;
            try
            {
                saved += await Save.Services.GetRequiredService<EarlyFacts>().ReleaseAsync(this, cancellationToken);
            }
            finally
            {
                _releasing = false;
            }
            if (own is not null)
            {
                await own.CommitAsync(cancellationToken);
            }
            return saved;
        }
    }

    /// <inheritdoc />
    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously.");

    /// <summary>Instants are written and compared in UTC, whatever offset they came with.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
    }

    /// <summary>Maps the tables that every service has. Their DDL stands in Messaging's own scripts, not in the services' migrations.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<OutboxRow>(e => e.ToTable("outbox", Unmigrated).HasKey(r => r.EventId));
        modelBuilder.Entity<FeedRow>(e =>
        {
            e.ToTable("feed", Unmigrated).HasKey(r => new { r.EventId, r.CreatedAt });
            e.Property(r => r.Payload).HasColumnType("json");
        });
        modelBuilder.Entity<EarlyRow>(e =>
        {
            e.ToTable("early", Unmigrated).HasKey(r => new { r.EventId, r.Consumer });
            e.Property(r => r.Payload).HasColumnType("json");
            e.Ignore(r => r.Headers);
        });
        modelBuilder.Entity<AuditRow>(e =>
        {
            e.ToTable("audit", Unmigrated).HasKey(r => new { r.Id, r.At });
            e.Property(r => r.Detail).HasColumnType("json");
        });
        modelBuilder.Entity<IdempotencyRow>(e => e.ToTable("idempotency", Unmigrated).HasKey(r => new { r.Caller, r.Key }));
    }

    private static void Unmigrated<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.TableBuilder<T> table)
        where T : class => table.ExcludeFromMigrations();
}
