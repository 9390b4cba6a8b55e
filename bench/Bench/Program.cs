using Efficiency.Bench;

IBench[] benches = [new EndToEndBench(), new OutboxBench(), new IdleBench()];
switch (args)
{
    case ["list"]:
        foreach (var bench in benches)
        {
            Console.WriteLine($"{bench.Name,-8} {bench.Summary}");
        }
        return 0;
    case [var name] when Array.Find(benches, b => b.Name == name) is { } chosen:
        Machine.Print();
        var result = await chosen.RunAsync();
        Console.WriteLine($"{chosen.Name}: {result.Figure} (target {result.Target})");
        return result.Holds ? 0 : 1;
    default:
        Console.Error.WriteLine("Usage: bench/run list | bench/run NAME");
        return 64;
}
