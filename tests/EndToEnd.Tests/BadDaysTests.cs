using System.Collections.Concurrent;
using System.Text.Json;
using Efficiency.Demo;
using Efficiency.TestKit;

namespace Efficiency.EndToEnd.Tests;

/// <summary>
/// Processes die and servers go away while cases are being accepted. Afterwards every case that was answered for has exactly one
/// deadline of each kind, and no message lies in an error queue.
/// </summary>
public sealed class BadDaysTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    private SuiteUnderTest _suite = null!;
    private HttpClient _http = null!;
    private SuiteClient _administrator = null!;
    private MainCase _story = null!;
    private Guid _licence;

    private static TimeSpan Outage =>
        TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("EFFICIENCY_LONG") is null ? 10 : 30);

    public async Task InitializeAsync()
    {
        _suite = await SuiteUnderTest.StartAsync();
        _http = new HttpClient { BaseAddress = _suite.Address, Timeout = TimeSpan.FromMinutes(2) };
        _administrator = new SuiteClient(_http, "administrator", _suite.AdministratorSecret);
        _story = new MainCase(_http, _administrator, new Narrator(TextWriter.Null));
        await _story.PrepareAsync();
        _licence = await _story.PublishAsync("XK-0200", "administrative-licence");
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _suite.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();

    [Fact]
    public async Task Whatever_dies_every_accepted_case_has_its_deadlines_exactly_once()
    {
        using var load = new CaseLoad(_story, _licence);
        await load.UntilAsync(20);
        foreach (var name in new[] { "intake", "deadlines-1", "accountability", "appraisal", "gateway" })
        {
            _suite.Kill(name);
            await load.UntilAsync(10);
        }
        await _suite.UntilHealthyAsync(Recovery);

        await _suite.HoldAsync("rabbitmq");
        await load.RunForAsync(Outage);
        await _suite.ReleaseAsync("rabbitmq");
        await load.UntilAsync(10);

        _suite.Kill("postgres");
        await load.UntilAsync(10);
        await _suite.UntilHealthyAsync(Recovery);

        await load.StopAsync();
        await _story.MoveClockAsync("2026-09-22T10:00:00+08:00");
        load.Accepted.Count.ShouldBeGreaterThan(80);
        foreach (var caseId in load.Accepted)
        {
            var deadlines = await _story.City.FrontDesk.ReadUntilAsync(
                $"/api/deadlines/v1/deadlines?subjectKind=case&subjectId={caseId}", a => a.Items.Any());
            deadlines.Items.Select(d => d.GetProperty("limitKind").GetString()!).Order(StringComparer.Ordinal)
                .ShouldBe(CaseLoad.LimitKinds, $"case {caseId}");
        }
        var queues = await _administrator.GetAsync("/api/ops/v1/error-queues");
        queues.Body.GetProperty("queues").GetArrayLength().ShouldBe(0, queues.Body.ToString());
    }

    /// <summary>Registers and accepts cases with four clients that try again, with the same key, until they are answered.</summary>
    private sealed class CaseLoad : IDisposable
    {
        private readonly MainCase _story;
        private readonly Guid _item;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task[] _clients;

        public CaseLoad(MainCase story, Guid item)
        {
            (_story, _item) = (story, item);
            _clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(WorkAsync))];
        }

        public ConcurrentQueue<Guid> Accepted { get; } = new();

        /// <summary>A licence with a promise: to accept it (LAW-01), what the law gives (LAW-02), what was promised.</summary>
        public static IEnumerable<string> LimitKinds { get; } = ["acceptance", "promised", "statutory"];

        public Task UntilAsync(int more)
        {
            var goal = Accepted.Count + more;
            return Eventually.AsyncUntil(() => Failure() ?? Accepted.Count >= goal, Recovery);
        }

        public async Task RunForAsync(TimeSpan time) => await Task.WhenAny(Task.WhenAll(_clients), Task.Delay(time));

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_clients);
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }

        private bool? Failure() => Array.Find(_clients, c => c.IsFaulted) is { } failed ? throw failed.Exception!.InnerException! : null;

        private async Task WorkAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                var registered = await _story.RegisterCaseAsync(_item, null, ["application", "identity", "drawing"]);
                await _story.City.FrontDesk.ChangeAsync($"/api/intake/v1/cases/{registered.Id}", "acceptance", new { });
                Accepted.Enqueue(registered.Id);
            }
        }
    }
}
