using Efficiency.Deadlines.Lights;
using Efficiency.Messaging;
using Efficiency.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Efficiency.Deadlines.Tests.Domain.City;

namespace Efficiency.Deadlines.Tests;

public sealed class SweepTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    private const int Cases = 2_500;

    [Fact]
    public async Task Many_sweepers_with_clocks_apart_raise_each_rung_once()
    {
        await fixture.CalendarAsync();
        await fixture.AcceptAsync("2026-09-24 10:00");
        await MultiplyAsync();
        await using var replica = await fixture.Service.ReplicaAsync();

        // Both loops wake, and two more sweeps run beside them in each instance; the replica's clock is five seconds ahead.
        replica.MoveTo(At("2026-10-08 08:30:05"));
        fixture.Service.MoveTo(At("2026-10-08 08:30"));
        await Task.WhenAll(SweepsOf(fixture.Service).Concat(SweepsOf(replica)).Select(sweep => sweep.RunAsync(CancellationToken.None)));
        await fixture.SweptAsync();
        (await CountAsync("yellow")).ShouldBe((Cases, Cases));

        replica.MoveTo(At("2026-10-15 17:30:05"));
        fixture.Service.MoveTo(At("2026-10-15 17:30"));
        await Task.WhenAll(SweepsOf(fixture.Service).Concat(SweepsOf(replica)).Select(sweep => sweep.RunAsync(CancellationToken.None)));
        await fixture.SweptAsync();
        (await CountAsync("red")).ShouldBe((Cases, Cases));
        (await CountAsync("second-red")).ShouldBe((Cases, Cases));

        // Once more over everything: nothing new.
        (await SweepsOf(replica).First().RunAsync(CancellationToken.None)).ShouldBe(0);
        (await fixture.Service.ScalarAsync<long>("select count(*) from audit where action = 'deadlines.light-raised'")).ShouldBe(3 * Cases);
        (await QuietAsync()).ShouldBeNull();
    }

    private static IEnumerable<LightSweep> SweepsOf(ServiceUnderTest<Program> service) => Enumerable.Range(0, 2)
        .Select(_ => new LightSweep(service.Services.GetRequiredService<IServiceScopeFactory>(), service.Clock));

    private async Task<(long Lights, long Events)> CountAsync(string rung) => (
        await fixture.Service.ScalarAsync<long>("select count(*) from light where rung = $1", rung),
        await fixture.Service.ScalarAsync<long>(
            "select count(distinct payload->>'deadlineId') from feed where name = 'deadlines.light-raised' and payload->>'rung' = $1", rung));

    private Task<string?> QuietAsync() =>
        fixture.Service.Services.GetServices<IQuietCheck>().OfType<SweepQuietCheck>().Single().ReasonAsync(CancellationToken.None);

    /// <summary>Copies the one deadline until there are enough, each on a matter of its own.</summary>
    private async Task MultiplyAsync()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Service.Database);
        await using var command = source.CreateCommand(
            """
            create temp table copies as select * from deadline;
            insert into deadline
            select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'subject_id', gen_random_uuid()))).*
            from copies c join deadline d on d.id = c.id, generate_series(2, 2500)
            """);
        await command.ExecuteNonQueryAsync();
    }
}
