using System.Net;
using Aspire.Hosting;
using Efficiency.LocalHosting.Tests.Suites;
using Efficiency.TestKit;

namespace Efficiency.LocalHosting.Tests;

public sealed class StartTests
{
    private const string Forever = "exec sleep 600";

    [Fact]
    public async Task Part_waits_until_the_other_is_healthy()
    {
        var port = FreePorts.Take();
        await using var suite = RunningSuite.Begin(builder =>
        {
            var first = builder
                .AddExecutable("first", "bash", ".", "-c", Forever)
                .WithHttpEndpoint(port: port)
                .WithHttpHealthCheck("/health");
            builder.AddExecutable("second", "bash", ".", "-c", Forever).WaitFor(first);
        });
        await Eventually.AsyncUntil(() => suite.State() is not null && suite.ProcessOf("first") is not null);
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();

        await AnswerAsync(listener, HttpStatusCode.ServiceUnavailable);
        await AnswerAsync(listener, HttpStatusCode.ServiceUnavailable);
        suite.Part("second").GetProperty("state").GetString().ShouldBe("waiting");
        await AnswerAsync(listener, HttpStatusCode.OK);

        await Eventually.AsyncUntil(() => suite.State() == "running");
        suite.Part("second").GetProperty("state").GetString().ShouldBe("healthy");
    }

    [Fact]
    public async Task Project_is_run_from_its_output_and_its_code_lets_the_other_start()
    {
        // TestKit's program without arguments says how it is used and ends with code 64.
        await using var suite = await RunningSuite.StartAsync(builder =>
        {
            var step = builder.AddProject("step", "../TestKit/TestKit.csproj");
            builder.AddExecutable("after", "bash", ".", "-c", Forever).WaitForCompletion(step, exitCode: 64);
        });

        suite.Output.ShouldContain("step  | Usage:");
        suite.Part("step").GetProperty("state").GetString().ShouldBe("completed");
        suite.Part("step").GetProperty("restarts").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Step_that_ends_badly_stops_the_suite_with_a_sentence()
    {
        var sentence = await RunningSuite.FailureAsync(builder =>
        {
            var step = builder.AddExecutable("step", "bash", ".", "-c", "exit 3");
            builder.AddExecutable("after", "bash", ".", "-c", Forever).WaitForCompletion(step);
        });

        sentence.ShouldBe("step ended with code 3 instead of 0, so after cannot start; its last lines above say why.");
    }

    [Fact]
    public async Task Start_that_takes_too_long_names_the_part_and_the_reason()
    {
        var port = FreePorts.Take();
        var sentence = await RunningSuite.FailureAsync(
            builder =>
                builder
                    .AddExecutable("deaf", "bash", ".", "-c", Forever)
                    .WithHttpEndpoint(port: port)
                    .WithHttpHealthCheck("/health/ready"),
            settings: settings => settings with { StartPatience = TimeSpan.FromSeconds(1) }
        );

        sentence.ShouldBe($"Not healthy after 1 s: deaf (http://127.0.0.1:{port}/health/ready does not answer).");
    }

    [Fact]
    public async Task Processes_get_the_environment_that_Aspire_gives()
    {
        await using var suite = await RunningSuite.StartAsync(builder =>
        {
            var secret = builder.AddParameter("secret", secret: true);
            var service = builder
                .AddProject("two-of-them", "../TestKit/TestKit.csproj")
                .WithHttpEndpoint()
                .WithReplicas(2);
            builder
                .AddExecutable("reader", "bash", ".", "-c", "env; " + Forever)
                .WithHttpEndpoint(env: "OWN_PORT")
                .WithReference(service)
                .WithEnvironment("Plain", "a value")
                .WithEnvironment("Address", service.GetEndpoint("http"))
                .WithEnvironment("Secret", secret);
        });
        await Eventually.AsyncUntil(() => suite.Output.Contains("reader        | Secret=", StringComparison.Ordinal));

        var first = suite.Part("two-of-them-1").GetProperty("address").GetString();
        var second = suite.Part("two-of-them-2").GetProperty("address").GetString();
        first.ShouldNotBe(second);
        var lines = suite
            .Output.Split('\n')
            .Where(line => line.StartsWith("reader        | ", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")[1])
            .ToList();
        lines.ShouldContain($"services__two-of-them__http__0={first}");
        lines.ShouldContain($"services__two-of-them__http__1={second}");
        lines.ShouldContain($"TWO_OF_THEM_HTTP={first}");
        lines.ShouldContain("Plain=a value");
        lines.ShouldContain($"Address={first}");
        lines.ShouldContain("OWN_PORT=" + suite.Part("reader").GetProperty("address").GetString()!.Split(':')[2]);
    }

    [Fact]
    public async Task Announced_lines_are_repeated_and_kept()
    {
        await using var suite = await RunningSuite.StartAsync(
            builder =>
            {
                var step = builder.AddExecutable("step", "bash", ".", "-c", "echo 'first key: 123'");
                builder.AddExecutable("after", "bash", ".", "-c", Forever).WaitForCompletion(step);
            },
            settings: settings => settings with { Announced = "first key:" }
        );
        await Eventually.AsyncUntil(() => suite.Output.Contains("  first key: 123", StringComparison.Ordinal));

        (await File.ReadAllTextAsync(suite.PathOf("announced.txt"))).ShouldBe("first key: 123\n");
        File.GetUnixFileMode(suite.PathOf("announced.txt")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static async Task AnswerAsync(HttpListener listener, HttpStatusCode status)
    {
        var context = await listener.GetContextAsync();
        context.Response.StatusCode = (int)status;
        context.Response.Close();
    }
}
