using System.Text.RegularExpressions;
using Aspire.Hosting;
using Efficiency.LocalHosting.Processes;
using Efficiency.LocalHosting.Suite;
using Efficiency.LocalHosting.Tests.Suites;
using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.LocalHosting.Tests;

public sealed class RestartTests
{
    [Fact]
    public async Task Crashed_part_is_started_again_after_longer_and_longer_pauses()
    {
        await using var suite = RunningSuite.Begin(builder =>
            builder.AddExecutable("frail", "bash", ".", "-c", "exit 7")
        );

        await Eventually.AsyncUntil(() => suite.Output.Contains("in 0.16 s", StringComparison.Ordinal));

        Regex
            .Matches(
                suite.Output,
                @"^frail ended with code 7; it is started again in (?<pause>[\d.]+) s\.\r?$",
                RegexOptions.Multiline,
                TimeSpan.FromSeconds(1)
            )
            .Take(4)
            .Select(match => match.Groups["pause"].Value)
            .ShouldBe(["0.02", "0.04", "0.08", "0.16"]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 16)]
    [InlineData(6, 30)] // not 32: the limit
    [InlineData(60, 30)]
    public void Pause_doubles_up_to_a_limit(int crash, int seconds)
    {
        var backOff = new BackOff(new SuiteSettings("unused"));
        var pause = TimeSpan.Zero;
        for (var i = 0; i < crash; i++)
        {
            pause = backOff.Next(TimeSpan.FromSeconds(1));
        }

        pause.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Part_that_ran_steadily_starts_again_at_the_first_pause()
    {
        var backOff = new BackOff(new SuiteSettings("unused"));
        backOff.Next(TimeSpan.FromSeconds(1));
        backOff.Next(TimeSpan.FromSeconds(1));

        backOff.Next(TimeSpan.FromMinutes(2)).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Killed_part_runs_again_while_the_others_stay()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
        {
            builder.AddExecutable("killed", "bash", ".", "-c", "exec sleep 603");
            builder.AddExecutable("other", "bash", ".", "-c", "exec sleep 603");
        });
        var (killed, other) = (suite.ProcessOf("killed")!.Value, suite.ProcessOf("other")!.Value);

        Posix.Signal(killed, Posix.Kill);

        await Eventually.AsyncUntil(() =>
            suite.Part("killed").GetProperty("state").GetString() == "healthy" && suite.ProcessOf("killed") != killed
        );
        suite.Part("killed").GetProperty("restarts").GetInt32().ShouldBe(1);
        suite.ProcessOf("other").ShouldBe(other);
        suite.Output.ShouldContain("killed ended with code 137");
    }

    [Fact]
    public async Task Part_on_hold_stays_away_until_it_is_released()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
            builder.AddExecutable("part", "bash", ".", "-c", "exec sleep 604")
        );
        Directory.CreateDirectory(suite.PathOf("hold"));
        await File.WriteAllTextAsync(suite.PathOf("hold/part"), string.Empty);

        Posix.Signal(suite.ProcessOf("part")!.Value, Posix.Kill);
        await Eventually.AsyncUntil(() => suite.Part("part").GetProperty("state").GetString() == "crashed");
        suite.ProcessOf("part").ShouldBeNull();
        File.Delete(suite.PathOf("hold/part"));

        await Eventually.AsyncUntil(() => suite.Part("part").GetProperty("state").GetString() == "healthy");
    }

    [Fact]
    public async Task Database_server_that_is_killed_comes_back_with_its_rows()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
        {
            var database = builder.AddPostgres("postgres").AddDatabase("cases-db", "cases");
            builder
                .AddExecutable("reader", "bash", ".", "-c", "env; exec sleep 605")
                .WithReference(database, "cases")
                .WaitFor(database);
        });
        await Eventually.AsyncUntil(() => suite.Output.Contains("ConnectionStrings__cases=", StringComparison.Ordinal));
        var connection = suite.Output.Split("ConnectionStrings__cases=")[1].Split('\n')[0].Trim();
        connection.ShouldMatch(@"^Host=127\.0\.0\.1;Port=\d+;Username=postgres;Password=\w{28};Database=cases$");
        await ExecuteAsync(connection, "create table kept (id int); insert into kept values (1)");

        Posix.Signal(suite.ProcessOf("postgres")!.Value, Posix.Kill);

        await Eventually.AsyncUntil(() =>
            suite.Part("postgres").GetProperty("restarts").GetInt32() == 1
            && suite.Part("postgres").GetProperty("state").GetString() == "healthy"
        );
        (await ExecuteAsync(connection, "select count(*) from kept")).ShouldBe(1L);
    }

    private static async Task<object?> ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
