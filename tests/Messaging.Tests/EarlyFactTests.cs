using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Messaging.Tests;

/// <summary>Facts that arrive before what they build on.</summary>
public sealed class EarlyFactTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    [Fact]
    public async Task An_answer_before_its_contact_waits_and_then_counts()
    {
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();

        await AnswerAsync(service, contact);
        await Eventually.AsyncUntil(async () => await service.CountAsync<EarlyRow>() == 1);
        await service.PublishAsync(contact);

        await Eventually.AsyncUntil(async () => await service.FindAsync(contact) is { Answered: true });
        (await service.CountAsync<EarlyRow>()).ShouldBe(0);
    }

    [Fact]
    public async Task However_the_two_race_none_is_forgotten()
    {
        await using var first = await fixture.StartAsync();
        await using var second = await fixture.StartAsync();
        var contacts = Enumerable.Range(0, 150).Select(_ => Guid.CreateVersion7()).ToArray();

        await Parallel.ForEachAsync(contacts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (contact, _) =>
            await Task.WhenAll(first.PublishAsync(contact), AnswerAsync(second, contact)));

        foreach (var contact in contacts)
        {
            await Eventually.AsyncUntil(async () => await first.FindAsync(contact) is { Times: 1, Answered: true });
        }
        await Eventually.AsyncUntil(async () => await first.CountAsync<EarlyRow>() == 0);
    }

    [Fact]
    public async Task A_request_that_brings_the_fact_takes_what_waited_in_its_own_transaction()
    {
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();
        await AnswerAsync(service, contact);
        await Eventually.AsyncUntil(async () => await service.CountAsync<EarlyRow>() == 1);

        await service.ActAsync(db =>
        {
            db.Add(new KnownContact { Id = contact, Times = 0 });
            db.Arrived(contact);
            return db.SaveChangesAsync();
        });

        (await service.FindAsync(contact))!.Answered.ShouldBeTrue();
        (await service.CountAsync<EarlyRow>()).ShouldBe(0);
    }

    [Fact]
    public async Task An_early_fact_that_fails_goes_on_waiting_and_undoes_nothing()
    {
        await using var service = await fixture.StartAsync();
        var contact = Guid.CreateVersion7();
        await AnswerAsync(service, contact);
        await Eventually.AsyncUntil(() => service.ReadAsync(db => db.Set<EarlyRow>().AnyAsync(r => r.AwaitedKey == contact)));
        service.Probe.BeforeAnswer[contact] = () => throw new InvalidOperationException("the sample breaks");

        await service.PublishAsync(contact);
        await Eventually.AsyncUntil(async () => await service.FindAsync(contact) is { Times: 1, Answered: false });
        (await service.ReadAsync(db => db.Set<EarlyRow>().AnyAsync(r => r.AwaitedKey == contact))).ShouldBeTrue();

        // Once it no longer fails, the next arrival under its key takes it.
        service.Probe.BeforeAnswer.TryRemove(contact, out _);
        await service.ActAsync(db =>
        {
            db.Arrived(contact);
            return db.SaveChangesAsync();
        });
        (await service.FindAsync(contact))!.Answered.ShouldBeTrue();
    }

    private static Task AnswerAsync(SampleService service, Guid contact) => service.ActAsync(db =>
    {
        db.Publish(contact, 2, null, SampleService.Answered(contact), DateTimeOffset.UnixEpoch);
        return db.SaveChangesAsync();
    });
}
