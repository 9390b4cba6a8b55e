using System.Collections.Concurrent;
using Efficiency.Contracts.Intake;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Messaging.Tests;

/// <summary>A small service: publishes contacts, and keeps one row for each contact that it hears of.</summary>
internal sealed class SampleDb(DbContextOptions<SampleDb> options, SaveContext save) : ServiceDbContext(options, save)
{
    public DbSet<KnownContact> Contacts => Set<KnownContact>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<KnownContact>(e =>
        {
            e.ToTable("known_contact").HasKey(c => c.Id);
            e.Property(c => c.Times).IsConcurrencyToken();
        });
    }
}

internal sealed class KnownContact
{
    public required Guid Id { get; init; }
    public required int Times { get; set; }
    public bool Answered { get; set; }
    public int LastVersion { get; set; }
}

/// <summary>What the tests want the handlers to do and see what they did.</summary>
internal sealed class SampleProbe
{
    public ConcurrentDictionary<Guid, Func<Task>> Before { get; } = new();

    public ConcurrentDictionary<Guid, Func<Task>> BeforeAnswer { get; } = new();

    public ConcurrentQueue<(Guid Aggregate, int Version, string? Trace)> Seen { get; } = new();
}

internal sealed class ContactRegisteredHandler(SampleDb db, SampleProbe probe) : IEventHandler<ContactRegistered>
{
    public async Task<Handled> HandleAsync(ContactRegistered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        probe.Seen.Enqueue((headers.AggregateId, headers.Version, System.Diagnostics.Activity.Current?.TraceId.ToString()));
        if (probe.Before.TryGetValue(message.ContactId, out var act))
        {
            await act();
        }
        var known = await db.Contacts.FindAsync([message.ContactId], cancellationToken);
        if (known is null)
        {
            db.Add(known = new KnownContact { Id = message.ContactId, Times = 0 });
            db.Arrived(message.ContactId);
        }
        known.Times++;
        known.LastVersion = headers.Version;
        return Handled.Done;
    }
}

internal sealed class ContactAnsweredHandler(SampleDb db, SampleProbe probe) : IEventHandler<ContactAnswered>
{
    public async Task<Handled> HandleAsync(ContactAnswered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        if (await db.Contacts.FindAsync([message.ContactId], cancellationToken) is not { } known)
        {
            return Handled.Early(message.ContactId);
        }
        known.Answered = true;
        if (probe.BeforeAnswer.TryGetValue(message.ContactId, out var act))
        {
            await act();
        }
        return Handled.Done;
    }
}
