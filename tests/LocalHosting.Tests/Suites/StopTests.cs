using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Efficiency.LocalHosting.Processes;
using Efficiency.LocalHosting.Tests.Suites;
using Efficiency.TestKit;

namespace Efficiency.LocalHosting.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task What_needs_another_ends_before_it()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
        {
            const string script = "trap 'echo ended; exit 0' TERM; echo started; while :; do sleep 0.05; done";
            var first = builder.AddExecutable("first", "bash", ".", "-c", script);
            var second = builder.AddExecutable("second", "bash", ".", "-c", script).WaitFor(first);
            builder.AddExecutable("third", "bash", ".", "-c", script).WaitFor(second);
        });
        await Eventually.AsyncUntil(() => suite.Output.Split("| started").Length == 4);

        await suite.StopAsync();

        suite
            .Output.Split('\n')
            .Where(line => line.EndsWith("| ended", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0])
            .ShouldBe(["third", "second", "first"]);
        suite.State().ShouldBe("stopped");
    }

    [Fact]
    public async Task No_process_is_left_even_of_grandchildren()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
            builder.AddExecutable("parent", "bash", ".", "-c", "sleep 601 & echo child=$!; wait")
        );
        await Eventually.AsyncUntil(() => suite.Output.Contains("child=", StringComparison.Ordinal));
        var parent = ProcessIdentity.Of(suite.ProcessOf("parent")!.Value);
        var child = ProcessIdentity.Of(
            int.Parse(suite.Output.Split("child=")[1].Split('\n')[0], CultureInfo.InvariantCulture)
        );
        (parent.IsAlive && child.IsAlive).ShouldBeTrue();

        await suite.StopAsync();

        parent.IsAlive.ShouldBeFalse();
        await Eventually.AsyncUntil(() => !child.IsAlive, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Second_request_does_not_wait_for_a_part_that_hangs()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
            builder.AddExecutable(
                "stubborn",
                "bash",
                ".",
                "-c",
                "trap '' TERM; echo deaf; while :; do sleep 0.05; done"
            )
        );
        await Eventually.AsyncUntil(() => suite.Output.Contains("| deaf", StringComparison.Ordinal));
        var started = Stopwatch.GetTimestamp();

        var stop = suite.StopAsync();
        await Eventually.AsyncUntil(() => suite.Output.Contains("Stopping.", StringComparison.Ordinal));
        await suite.StopAsync();
        await stop;

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Kill_9_of_the_host_leaves_no_server_behind()
    {
        var folder = TestFolders.Create();
        var ready = new TaskCompletionSource();
        var host = ChildProcess.Start(
            new ChildCommand(
                "dotnet",
                "exec",
                AppHostFolder.AssemblyOf(Path.GetFullPath("../TestKit/TestKit.csproj", AppHostFolder.Find())),
                folder
            ),
            line =>
            {
                if (line == "ready")
                {
                    ready.SetResult();
                }
            }
        );
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var servers = ChildrenOf(host.Id);
        servers.Count.ShouldBe(3); // PostgreSQL, the broker and its port mapper

        host.Signal(Posix.Kill);

        await Eventually.AsyncUntil(() => !servers.Exists(server => server.IsAlive));
        TestFolders.Remove(folder);
    }

    [Fact]
    public async Task Start_ends_what_a_killed_run_has_left()
    {
        var folder = TestFolders.Create();
        await using var first = await RunningSuite.StartAsync(
            builder => builder.AddExecutable("part", "bash", ".", "-c", "exec sleep 602"),
            folder
        );
        var copy = await File.ReadAllTextAsync(first.PathOf("suite.json"));
        await first.StopAsync();
        var left = ChildProcess.Start(new ChildCommand("sleep", "602"), _ => { });
        await File.WriteAllTextAsync(
            first.PathOf("suite.json"),
            Regex
                .Replace(
                    copy,
                    """
                    "processes":\["[^"]*"
                    """,
                    $"""
                    "processes":["{left.Id}@{left.Identity.StartedAt}"
                    """,
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
                .Replace("running", "killed", StringComparison.Ordinal)
        );

        await using var second = await RunningSuite.StartAsync(
            builder => builder.AddExecutable("part", "bash", ".", "-c", "exec sleep 602"),
            folder
        );

        left.Identity.IsAlive.ShouldBeFalse();
        second.Output.ShouldContain("The last run did not end in order");
        await second.StopAsync();
        TestFolders.Remove(folder);
    }

    private static List<ProcessIdentity> ChildrenOf(int parent) =>
        [
            .. File.ReadAllText($"/proc/{parent}/task/{LauncherThread(parent)}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => ProcessIdentity.Of(int.Parse(id, CultureInfo.InvariantCulture))),
        ];

    private static string LauncherThread(int process) =>
        Directory
            .EnumerateDirectories($"/proc/{process}/task")
            .Single(task => File.ReadAllText(Path.Combine(task, "comm")).Trim() == "child launcher")
            .Split('/')[^1];
}
