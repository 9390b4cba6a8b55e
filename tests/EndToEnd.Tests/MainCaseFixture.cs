using System.Collections.Concurrent;
using Efficiency.Demo;
using Efficiency.TestKit;

namespace Efficiency.EndToEnd.Tests;

/// <summary>A suite on which the main case was told from an empty database, with every process's traces collected.</summary>
public sealed class MainCaseFixture : IAsyncLifetime
{
    private TraceCollector _collector = null!;

    internal SuiteUnderTest Suite { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal MainCase Story { get; private set; } = null!;

    internal StringWriter Told { get; } = new();

    internal ConcurrentQueue<CollectedSpan> Spans => _collector.Spans;

    internal SuiteClient Administrator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _collector = await TraceCollector.StartAsync();
        Suite = await SuiteUnderTest.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
        });
        Http = new HttpClient { BaseAddress = Suite.Address, Timeout = TimeSpan.FromMinutes(2) };
        Administrator = new SuiteClient(Http, "administrator", Suite.AdministratorSecret);
        Story = new MainCase(Http, Administrator, new Narrator(Told));
        await Story.TellAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Suite.DisposeAsync();
        await _collector.DisposeAsync();
        await Told.DisposeAsync();
    }
}
