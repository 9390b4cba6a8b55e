using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Efficiency.LocalHosting.Tests.Suites;
using Efficiency.TestKit;

namespace Efficiency.LocalHosting.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public async Task Two_suites_run_side_by_side_and_the_second_says_that_its_port_moved()
    {
        var port = FreePorts.Take();
        await using var first = await RunningSuite.StartAsync(Door(port));
        using var listener = Listen(port); // what a real part would do
        await using var second = await RunningSuite.StartAsync(Door(port));

        first.Part("door").GetProperty("address").GetString().ShouldBe($"http://127.0.0.1:{port}");
        var moved = second.Part("door").GetProperty("address").GetString()!;
        moved.ShouldNotBe($"http://127.0.0.1:{port}");
        second.Output.ShouldContain($"Port {port} is in use by something else; door takes {moved.Split(':')[2]}.");
    }

    [Fact]
    public async Task Port_that_must_be_used_and_is_taken_gives_a_sentence()
    {
        var port = FreePorts.Take();
        using var listener = Listen(port);

        var sentence = await RunningSuite.FailureAsync(Door(8080), settings: settings => settings with { Port = port });

        sentence.ShouldBe($"Port {port} is in use; choose another with EFFICIENCY_PORT.");
    }

    [Fact]
    public async Task Two_runs_on_one_folder_give_a_sentence()
    {
        await using var first = await RunningSuite.StartAsync(Door(FreePorts.Take()));

        var sentence = await RunningSuite.FailureAsync(Door(FreePorts.Take()), first.Folder);

        sentence.ShouldBe(
            $"Another run is using the data in {first.Folder}: stop it with ./run --stop, or set EFFICIENCY_DATA to another folder."
        );
    }

    [Fact]
    public async Task Ports_and_invented_secrets_survive_a_restart()
    {
        var folder = TestFolders.Create();
        var seen = new List<(string Address, string Secret)>();
        for (var run = 0; run < 2; run++)
        {
            await using var suite = await RunningSuite.StartAsync(
                builder =>
                {
                    var secret = builder.AddParameter("secret", secret: true);
                    builder
                        .AddExecutable("part", "bash", ".", "-c", "echo \"secret=$Secret.\"; exec sleep 606")
                        .WithHttpEndpoint()
                        .WithEnvironment("Secret", secret);
                },
                folder
            );
            await Eventually.AsyncUntil(() => suite.Output.Contains("secret=", StringComparison.Ordinal));
            seen.Add(
                (suite.Part("part").GetProperty("address").GetString()!, suite.Output.Split("secret=")[1].Split('.')[0])
            );
            await suite.StopAsync();
        }

        seen[1].ShouldBe(seen[0]);
        seen[0].Secret.Length.ShouldBe(28);
        File.GetUnixFileMode(Path.Combine(folder, "parameters.json"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        TestFolders.Remove(folder);
    }

    [Theory]
    [InlineData("Parameters__city-name")]
    [InlineData("Parameters__city_name")] // a shell cannot export a name with a hyphen
    public async Task Configured_parameter_wins(string variable)
    {
        await using var suite = await RunningSuite.StartAsync(
            builder =>
                builder
                    .AddExecutable("part", "bash", ".", "-c", "echo \"city=$City.\"; exec sleep 607")
                    .WithEnvironment("City", builder.AddParameter("city-name")),
            settings: settings => settings with { Configuration = name => name == variable ? "Example" : null }
        );

        await Eventually.AsyncUntil(() => suite.Output.Contains("city=Example.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameter_without_a_value_gives_a_sentence()
    {
        var sentence = await RunningSuite.FailureAsync(builder => builder.AddParameter("city-name"));

        sentence.ShouldBe("Parameter city-name has no value: set Parameters__city_name in the environment.");
    }

    private static Action<IDistributedApplicationBuilder> Door(int port) =>
        builder => builder.AddExecutable("door", "bash", ".", "-c", "exec sleep 608").WithHttpEndpoint(port: port);

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
