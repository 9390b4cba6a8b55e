using System.Reflection;

namespace Efficiency.Architecture.Tests;

public sealed class TypeTests
{
    // Type → why it may not be internal or not be sealed.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["Program"] = "ASP.NET Core makes the entry point public for test hosts",
    };

    [Fact]
    public void Types_of_services_are_internal()
    {
        foreach (var host in Binaries.Hosts)
        {
            Binaries.WrittenTypes(host).Where(type => type.IsVisible && !Exceptions.ContainsKey(type.Name))
                .Select(type => type.FullName!)
                .ShouldBeEmpty("Only what other assemblies use is public, and no assembly uses a service.");
        }
    }

    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them()
    {
        var all = Binaries.Hosts.Concat(Binaries.Shared).SelectMany(Binaries.WrittenTypes).ToArray();
        var bases = all.Select(type => Definition(type.BaseType)).ToHashSet();
        all.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !bases.Contains(type))
            .Where(type => !Exceptions.ContainsKey(type.Name))
            .Select(type => type.FullName!)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Names_say_what_a_type_is_about()
    {
        string[] empty = ["Helper", "Helpers", "Common", "Manager", "Util", "Utils", "Utilities", "Misc", "Base"];
        Binaries.Hosts.Concat(Binaries.Shared).SelectMany(Binaries.WrittenTypes)
            .Where(type => empty.Any(word => Plain(type).EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName!)
            .ShouldBeEmpty("Name the type after what it knows or does.");
    }

    private static Type? Definition(Type? type) => type?.IsGenericType == true ? type.GetGenericTypeDefinition() : type;

    private static string Plain(MemberInfo type) => type.Name.Split('`')[0];
}
