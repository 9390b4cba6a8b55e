using System.Reflection;
using System.Text.RegularExpressions;

namespace Efficiency.Contracts.Tests;

public sealed partial class NameTests
{
    private static readonly string[] Services = ["intake", "deadlines", "accountability", "appraisal"];

    private static readonly (string Name, Type Type)[] Events =
    [
        .. typeof(EventAttribute).Assembly.GetTypes()
            .Select(type => (type.GetCustomAttribute<EventAttribute>()?.Name, type))
            .Where(entry => entry.Name is not null)
            .Select(entry => (entry.Name!, entry.type)),
    ];

    [Fact]
    public void Names_are_unique() => Events.Select(entry => entry.Name).ShouldBeUnique(StringComparer.Ordinal);

    [Fact]
    public void Names_are_kebab_case_and_say_what_happened()
    {
        foreach (var (name, _) in Events)
        {
            Kebab().IsMatch(name).ShouldBeTrue(name);
            var verb = name.Split('-', '.')[^1];
            (verb.EndsWith("ed", StringComparison.Ordinal) || IrregularPasts.Contains(verb)).ShouldBeTrue(
                $"{name} does not end in a past tense that IrregularPasts knows");
        }
    }

    // The chain of audit heads has one name for all services.
    [Fact]
    public void Names_begin_with_the_publishing_service_whose_folder_holds_the_type()
    {
        foreach (var (name, type) in Events.Where(entry => entry.Name is not "audit.sealed"))
        {
            var service = name.Split('.')[0];
            Services.Contains(service, StringComparer.Ordinal).ShouldBeTrue(name);
            type.Namespace!.Split('.')[^1].ToLowerInvariant().ShouldBe(service, name);
        }
    }

    [Fact]
    public void Names_do_not_follow_the_CLR_name()
    {
        foreach (var (name, type) in Events)
        {
            name.ShouldNotContain(type.Namespace!);
            name.ShouldBe(name.ToLowerInvariant());
        }
    }

    [Fact]
    public void Events_are_sealed_records_without_a_base_class()
    {
        foreach (var (_, type) in Events)
        {
            type.IsSealed.ShouldBeTrue(type.Name);
            type.BaseType.ShouldBe(typeof(object), type.Name);
            type.GetMethod("<Clone>$").ShouldNotBeNull(type.Name);
        }
    }

    private static readonly HashSet<string> IrregularPasts = new(StringComparer.Ordinal)
    {
        "set", "given", "withdrawn", "found", "held", "taken", "kept", "begun", "sent", "met", "put", "drawn", "told",
        "broken", "paid", "over", "down", "read", "heard",
    };

    [GeneratedRegex("^[a-z]+\\.[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kebab();
}
