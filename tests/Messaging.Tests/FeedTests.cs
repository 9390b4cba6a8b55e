using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Messaging.Tests;

/// <summary>The feed is complete: a reader that follows it by cursor misses nothing, however transactions overlap.</summary>
public sealed class FeedTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    [Fact]
    public async Task A_cursor_never_skips_a_late_commit()
    {
        await using var service = await fixture.StartAsync();
        await using var other = await fixture.StartAsync();
        var contacts = Enumerable.Range(0, 120).Select(_ => Guid.CreateVersion7()).ToArray();
        var seen = new List<FeedEvent>();
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (contacts.Except(seen.Select(e => e.AggregateId)).Any() && !done.IsCancellationRequested)
            {
                seen.AddRange(await service.ReadAsync(db =>
                    new FeedReader(db).ReadAsync(seen.Count == 0 ? 0 : seen[^1].Number, 7, null, default)));
            }
        });

        await Parallel.ForEachAsync(contacts, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (contact, _) =>
            await service.ActAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                db.Publish(contact, 1, null, SampleService.Registered(contact), DateTimeOffset.UnixEpoch);
                await db.SaveChangesAsync();
                // Some hold their row long after others have committed later ones.
                await db.Database.ExecuteSqlAsync($"select pg_sleep({contact.GetHashCode() % 5 * 0.01})");
                await transaction.CommitAsync();
            }));

        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(30)));
        await done.CancelAsync();
        await reading;
        seen.Select(e => e.AggregateId).Where(contacts.Contains).ShouldBe(contacts, ignoreOrder: true);
        seen.Select(e => e.Number).ShouldBe(Enumerable.Range(1, seen.Count).Select(n => (long)n));
    }

    [Fact]
    public async Task Events_of_one_save_keep_the_order_in_which_they_were_added()
    {
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();
        await service.ActAsync(db =>
        {
            for (var version = 1; version <= 60; version++)
            {
                db.Publish(contact, version, null, SampleService.Registered(contact), DateTimeOffset.UnixEpoch);
            }
            return db.SaveChangesAsync();
        });

        var numbered = await Eventually.AsyncUntil(
            () => service.ReadAsync(async db => (await new FeedReader(db).ReadAsync(0, 1000, null, default))
                .Where(e => e.AggregateId == contact).ToList()),
            events => events.Count == 60);
        numbered.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 60));
        await Eventually.AsyncUntil(async () => await service.FindAsync(contact) is { Times: 60 });
    }

    [Fact]
    public async Task A_reader_of_one_unit_sees_only_its_events()
    {
        await using var service = await fixture.StartAsync();
        var unit = Guid.CreateVersion7();
        var mine = Guid.CreateVersion7();
        await service.ActAsync(db =>
        {
            db.Publish(mine, 1, unit, SampleService.Registered(mine), DateTimeOffset.UnixEpoch);
            db.Publish(Guid.CreateVersion7(), 1, Guid.CreateVersion7(), SampleService.Registered(unit), DateTimeOffset.UnixEpoch);
            return db.SaveChangesAsync();
        });

        var events = await Eventually.AsyncUntil(
            () => service.ReadAsync(db => new FeedReader(db).ReadAsync(0, 100, [unit], default)), e => e.Count > 0);
        events.ShouldHaveSingleItem().AggregateId.ShouldBe(mine);
    }
}
