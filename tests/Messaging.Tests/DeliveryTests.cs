using System.Diagnostics;
using System.Text;
using Efficiency.Contracts.Intake;
using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Efficiency.Messaging.Tests;

/// <summary>From the unit of work through outbox and broker into the consumer's unit of work.</summary>
public sealed class DeliveryTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private const string Queue = "sample.intake.contact-registered";

    [Fact]
    public async Task A_committed_event_acts_once_in_the_consumer()
    {
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();

        await service.PublishAsync(contact);

        await Eventually.AsyncUntil(async () => await service.FindAsync(contact) is { Times: 1 });
        await Eventually.AsyncUntil(async () => await service.CountAsync<OutboxRow>() == 0);
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_published()
    {
        await using var service = await fixture.StartAsync();
        var lost = Guid.CreateVersion7();
        await service.ActAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(lost, 1, null, SampleService.Registered(lost), DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        var kept = Guid.CreateVersion7();
        await service.PublishAsync(kept);

        await Eventually.AsyncUntil(async () => await service.FindAsync(kept) is not null);
        (await service.FindAsync(lost)).ShouldBeNull();
        (await service.ReadAsync(db => db.Set<FeedRow>().CountAsync(r => r.AggregateId == lost))).ShouldBe(0);
    }

    [Fact]
    public async Task A_duplicate_on_the_wire_acts_once()
    {
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();
        await service.PublishAsync(contact);
        await Eventually.AsyncUntil(async () => await service.FindAsync(contact) is not null);
        var row = await service.ReadAsync(db => db.Set<FeedRow>().SingleAsync(r => r.AggregateId == contact));

        // What a dispatcher that died between publishing and deleting leaves behind.
        await service.ActAsync(db =>
        {
            db.Add(new OutboxRow { EventId = row.EventId, Lane = Lanes.Of(contact), CreatedAt = row.CreatedAt });
            return db.SaveChangesAsync();
        });
        var after = Guid.CreateVersion7();
        await Eventually.AsyncUntil(async () => await service.CountAsync<OutboxRow>() == 0);
        await service.PublishAsync(after);
        await Eventually.AsyncUntil(async () => await service.FindAsync(after) is not null);

        (await service.FindAsync(contact))!.Times.ShouldBe(1);
    }

    [Fact]
    public async Task Events_of_one_aggregate_arrive_in_order_with_two_dispatchers()
    {
        await using var first = await fixture.StartAsync();
        await using var second = await fixture.StartAsync();
        var contacts = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToArray();
        const int Versions = 10;

        await Parallel.ForEachAsync(contacts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (contact, _) =>
        {
            for (var version = 1; version <= Versions; version++)
            {
                await (version % 2 == 0 ? first : second).PublishAsync(contact, version);
            }
        });

        foreach (var contact in contacts)
        {
            await Eventually.AsyncUntil(async () => await first.FindAsync(contact) is { Times: Versions });
        }
        var published = await first.ReadAsync(db => db.Database.SqlQuery<OrderRow>($"""
            select aggregate_id as aggregate, version, number from feed where number is not null
            """).ToListAsync());
        foreach (var group in published.Where(r => contacts.Contains(r.Aggregate)).GroupBy(r => r.Aggregate))
        {
            group.OrderBy(r => r.Number).Select(r => r.Version).ShouldBe(Enumerable.Range(1, group.Count()));
        }
    }

    [Fact]
    public async Task One_trace_leads_from_the_request_into_the_consumer()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Telemetry.Name or "MassTransit" or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();

        string trace;
        using (var request = source.StartActivity("request"))
        {
            trace = request!.TraceId.ToString();
            await service.PublishAsync(contact);
        }

        await Eventually.AsyncUntil(async () => await service.FindAsync(contact) is not null);
        service.Probe.Seen.ShouldContain(seen => seen.Aggregate == contact && seen.Trace == trace);
    }

    [Fact]
    public async Task A_poison_message_lies_in_the_error_queue_with_its_reason_and_can_be_replayed()
    {
        await using var service = await fixture.StartAsync();
        var bad = Guid.CreateVersion7();
        var good = Guid.CreateVersion7();
        service.Probe.Before[bad] = () => throw new InvalidOperationException("the sample breaks");

        await service.PublishAsync(bad);
        await service.PublishAsync(good);

        await Eventually.AsyncUntil(async () => await service.FindAsync(good) is not null);
        var queues = service.Services.GetRequiredService<ErrorQueues>();
        var error = await Eventually.AsyncUntil(
            async () => (await queues.ListAsync(default)).SingleOrDefault(q => q.Queue == Queue), q => q is not null);
        error!.Messages.ShouldBe(1);
        error.Reason.ShouldBe("the sample breaks");
        (await service.FindAsync(bad)).ShouldBeNull();

        service.Probe.Before.TryRemove(bad, out _);
        (await queues.ReplayAsync(Queue, default)).ShouldBe(1);
        await Eventually.AsyncUntil(async () => await service.FindAsync(bad) is { Times: 1 });
        (await queues.ListAsync(default)).ShouldNotContain(q => q.Queue == Queue);
    }

    [Theory]
    [InlineData("{ this is not json", "anything that is not JSON")]
    [InlineData("{}", "an event without its required members")]
    public async Task A_foreign_message_lies_in_the_error_queue(string body, string what)
    {
        await using var service = await fixture.StartAsync();
        var rabbit = service.Services.GetRequiredService<RabbitConnection>();
        await using (var channel = await (await rabbit.OpenAsync(default)).CreateChannelAsync())
        {
            await channel.BasicPublishAsync("", Queue, Encoding.UTF8.GetBytes(body));
        }

        var queues = service.Services.GetRequiredService<ErrorQueues>();
        var error = await Eventually.AsyncUntil(
            async () => (await queues.ListAsync(default)).SingleOrDefault(q => q.Queue == Queue), q => q is not null);
        error!.Reason.ShouldNotBeNullOrWhiteSpace(what);
        await using var purge = await (await rabbit.OpenAsync(default)).CreateChannelAsync();
        await purge.QueuePurgeAsync(QueueNames.Error(Queue));
    }

    [Fact]
    public async Task A_bad_message_in_a_flood_harms_no_other()
    {
        await using var service = await fixture.StartAsync();
        var contacts = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToArray();
        service.Probe.Before[contacts[17]] = () => throw new InvalidOperationException("the sample breaks");
        await service.ActAsync(db =>
        {
            foreach (var contact in contacts)
            {
                db.Publish(contact, 1, null, SampleService.Registered(contact), DateTimeOffset.UnixEpoch);
            }
            return db.SaveChangesAsync();
        });

        await Eventually.AsyncUntil(() => service.ReadAsync(async db =>
            await db.Contacts.CountAsync(c => contacts.Contains(c.Id)) == contacts.Length - 1));
        (await service.ReadAsync(db => db.Contacts.Where(c => contacts.Contains(c.Id)).MaxAsync(c => c.Times))).ShouldBe(1);
        await Eventually.AsyncUntil(async () =>
            await service.Services.GetRequiredService<ErrorQueues>().ReplayAsync(Queue, default) == 1);
    }

    [Fact]
    public async Task A_returned_message_stays_in_the_outbox_until_its_queue_is_there()
    {
        var rabbit = "sample.intake.case-paused";
        await using var service = await SampleService.StartAsync(fixture.Database, fixture.Broker, fixture.Keys,
            topology: new TopologyFile(
                ["intake.contact-registered", "intake.contact-answered", "audit.sealed"],
                [
                    new(Queue, "intake.contact-registered"),
                    new("sample.intake.contact-answered", "intake.contact-answered"),
                    new("sample.audit.sealed", "audit.sealed"),
                    // Named by the topology, yet its exchange has no queue: as after a lost binding.
                    new(rabbit, "intake.case-paused"),
                ]), run: false);
        await using var channel = await (await service.Services.GetRequiredService<RabbitConnection>().OpenAsync(default)).CreateChannelAsync();
        await channel.QueueUnbindAsync(rabbit, "intake.case-paused", "", null);
        await using var running = await SampleService.StartAsync(fixture.Database, fixture.Broker, fixture.Keys,
            topology: service.Services.GetRequiredService<TopologyFile>(), run: false);
        await channel.QueueUnbindAsync(rabbit, "intake.case-paused", "", null);

        var caseId = Guid.CreateVersion7();
        await service.ActAsync(db =>
        {
            db.Publish(caseId, 1, null, new CasePaused
            {
                CaseId = caseId, UnitId = caseId, PauseId = caseId, Reason = "hearing", PausedAt = DateTimeOffset.UnixEpoch,
            }, DateTimeOffset.UnixEpoch);
            return db.SaveChangesAsync();
        });
        var publisher = service.Services.GetRequiredService<EventPublisher>();
        var row = await service.ReadAsync(db => db.Set<FeedRow>().SingleAsync(r => r.AggregateId == caseId));
        var outgoing = new OutgoingEvent(1, row.EventId, row.Name, row.AggregateId, 1, null, row.OccurredAt, row.CreatedAt, null, row.Payload);

        (await publisher.PublishAsync([outgoing], default)).ShouldBeEmpty();
        await channel.QueueBindAsync(rabbit, "intake.case-paused", "");
        (await publisher.PublishAsync([outgoing], default)).ShouldHaveSingleItem();
    }

    private sealed record OrderRow(Guid Aggregate, int Version, long Number);
}
