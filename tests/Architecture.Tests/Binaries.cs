using System.Reflection;
using ArchUnitNET.Loader;

namespace Efficiency.Architecture.Tests;

/// <summary>The assemblies that these tests read.</summary>
internal static class Binaries
{
    public static IReadOnlyList<Assembly> Services { get; } = [.. Repository.Services.Select(Of)];

    public static Assembly Gateway { get; } = Of("Gateway");

    /// <summary>What services stand on.</summary>
    public static IReadOnlyList<Assembly> Shared { get; } = [Of("Contracts"), Of("Messaging"), Of("ServiceDefaults")];

    public static IReadOnlyList<Assembly> Hosts { get; } = [.. Services, Gateway];

    public static ArchUnitNET.Domain.Architecture Architecture { get; } =
        new ArchLoader().LoadAssemblies([.. Hosts, .. Shared]).Build();

    public static Assembly Of(string name) => Assembly.Load($"Efficiency.{name}");

    /// <summary>Types that somebody wrote: no migrations, nothing that the compiler or a generator made.</summary>
    public static IEnumerable<System.Type> WrittenTypes(Assembly assembly) => assembly.GetTypes().Where(type =>
        type.Namespace?.StartsWith("Efficiency.", StringComparison.Ordinal) == true
        && !type.Namespace.EndsWith(".Migrations", StringComparison.Ordinal)
        && !type.FullName!.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));

    /// <summary>The name of a service in routes, queues and databases.</summary>
    public static string ServiceName(Assembly assembly) => assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant();
}
