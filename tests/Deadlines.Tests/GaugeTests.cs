using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Efficiency.Deadlines.Lights;
using Efficiency.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Efficiency.Deadlines.Tests.DeadlinesFixture;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests;

public sealed class GaugeTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    [Fact]
    public async Task Open_yellow_red_and_overdue_are_counted_by_unit()
    {
        await fixture.CalendarAsync();
        // Other services of this test run count as well: a unit that only this one knows.
        var unit = Guid.CreateVersion7();
        await fixture.RegisterUnitAsync(unit, Bureau, "section");
        // It is 9 Oct 10:00. Due that day: yellow. Due 30 Sep: red. Due 29 Oct: nothing. Completed: not open.
        await AcceptAsync(unit, 5);
        await AcceptAsync(unit, 3);
        await AcceptAsync(unit, 20);
        var completed = await AcceptAsync(unit, 5);
        await fixture.ReceiveAsync(Completed(completed, "2026-09-28 10:00"), completed, 2);
        fixture.Service.MoveTo(At("2026-10-09 10:00"));
        await fixture.SweptAsync();
        await fixture.Service.Services.GetServices<IHostedService>().OfType<OpenDeadlineGauges>().Single().RefreshAsync(CancellationToken.None);

        Read(unit).ShouldBe(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["efficiency.deadlines.open"] = 3,
            ["efficiency.deadlines.yellow"] = 1,
            ["efficiency.deadlines.red"] = 1,
            ["efficiency.deadlines.overdue"] = 1,
        }, ignoreOrder: true);
    }

    private async Task<Guid> AcceptAsync(Guid unit, int workingDays)
    {
        var caseId = Guid.CreateVersion7();
        await fixture.ReceiveAsync(Accepted(caseId, "2026-09-24 10:00", [Promise(workingDays)], unit: unit), caseId);
        return caseId;
    }

    private static ConcurrentDictionary<string, long> Read(Guid unit)
    {
        var read = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == Telemetry.Meter && instrument.Name.StartsWith("efficiency.deadlines.", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.ToArray().Any(tag => tag.Value is Guid id && id == unit) && value > 0)
            {
                read[instrument.Name] = value;
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }
}
