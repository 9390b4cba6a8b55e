using System.Security.Cryptography;
using Efficiency.LocalHosting;
using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Efficiency.Messaging.Tests;

/// <summary>The broker or the database goes away under load: nothing is lost and nothing acts twice.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private readonly string _folder = TestFolders.Create();
    private readonly PostgresSettings _postgresSettings;
    private readonly Efficiency.LocalHosting.RabbitSettings _rabbitSettings;
    private PostgresProcess _postgres = null!;
    private RabbitProcess _rabbit = null!;
    private SampleService _service = null!;

    public OutageTests()
    {
        _postgresSettings = new(Path.Combine(_folder, "postgres"), FreePorts.Take(), RandomNumberGenerator.GetHexString(16));
        _rabbitSettings = new(
            Path.Combine(_folder, "rabbitmq"), FreePorts.Take(), FreePorts.Take(), FreePorts.Take(), "test", RandomNumberGenerator.GetHexString(16));
    }

    /// <summary>Ten seconds in everyday runs; the full thirty on request.</summary>
    private static TimeSpan Outage =>
        TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("EFFICIENCY_LONG") is null ? 6 : 30);

    public async Task InitializeAsync()
    {
        _postgres = await PostgresProcess.StartAsync(_postgresSettings);
        _rabbit = await RabbitProcess.StartAsync(_rabbitSettings);
        await _postgres.EnsureDatabaseAsync("outage");
        _service = await SampleService.StartAsync(_postgres.ConnectionString("outage"), _rabbit.Address, Path.Combine(_folder, "keys"));
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _rabbit.Abandon();
        _postgres.Abandon();
        await Task.WhenAll(_rabbit.Exited, _postgres.Exited);
        NpgsqlConnection.ClearAllPools();
        TestFolders.Remove(_folder);
    }

    [Fact]
    public async Task Without_a_broker_the_outbox_keeps_everything_and_delivers_it_later()
    {
        using var load = new Load(_service);
        await load.UntilAsync(50);
        await _rabbit.StopAsync();
        var before = load.Committed.Count;
        // Requests do not notice: they need the database only.
        await Load.RunForAsync(Outage);
        load.Committed.Count.ShouldBeGreaterThan(before + 50);
        _rabbit = await RabbitProcess.StartAsync(_rabbitSettings);
        await load.UntilAsync(50);

        await load.EachActedOnceAsync(Recovery);
    }

    [Fact]
    public async Task A_broker_killed_under_load_loses_nothing()
    {
        using var load = new Load(_service);
        await load.UntilAsync(50);
        _rabbit.Abandon();
        await _rabbit.Exited;
        _rabbit = await RabbitProcess.StartAsync(_rabbitSettings);
        await load.UntilAsync(50);

        await load.EachActedOnceAsync(Recovery);
    }

    [Fact]
    public async Task A_database_killed_under_load_loses_nothing_that_was_committed()
    {
        using var load = new Load(_service);
        await load.UntilAsync(50);
        _postgres.Abandon();
        await _postgres.Exited;
        await Load.RunForAsync(TimeSpan.FromSeconds(1));
        _postgres = await PostgresProcess.StartAsync(_postgresSettings);
        await load.UntilAsync(50);

        await load.EachActedOnceAsync(Recovery);
    }

    /// <summary>Publishes as fast as four clients can and remembers what was committed.</summary>
    private sealed class Load : IDisposable
    {
        private readonly SampleService _service;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task[] _clients;

        public Load(SampleService service)
        {
            _service = service;
            _clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(PublishAsync))];
        }

        public System.Collections.Concurrent.ConcurrentQueue<Guid> Committed { get; } = new();

        public Task UntilAsync(int more)
        {
            var goal = Committed.Count + more;
            return Eventually.AsyncUntil(() => Committed.Count >= goal, Recovery);
        }

        public static Task RunForAsync(TimeSpan time)
        {
            var until = DateTime.UnixEpoch.AddMilliseconds(Environment.TickCount64) + time;
            return Eventually.AsyncUntil(() => DateTime.UnixEpoch.AddMilliseconds(Environment.TickCount64) >= until, time + Recovery);
        }

        public async Task EachActedOnceAsync(TimeSpan within)
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_clients);
            var committed = Committed.ToArray();
            await Eventually.AsyncUntil(
                async () => await _service.ReadAsync(db => db.Contacts.CountAsync(c => committed.Contains(c.Id))) == committed.Length, within);
            await Eventually.AsyncUntil(async () => await _service.CountAsync<OutboxRow>() == 0, within);
            (await _service.ReadAsync(db => db.Contacts.MaxAsync(c => c.Times))).ShouldBe(1);
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }

        private async Task PublishAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                var contact = Guid.CreateVersion7();
                try
                {
                    await _service.PublishAsync(contact);
                    Committed.Enqueue(contact);
                }
                catch (Exception e) when (Faults.IsUnreachable(e))
                {
                    // The caller is told that it failed; a commit whose answer was lost may still act, once.
                    await Task.Yield();
                }
            }
        }
    }
}
