using System.Collections.Frozen;
using System.Reflection;

namespace Efficiency.Contracts;

/// <summary>Every event of the suite: wire name to type and back, read once from this assembly.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(EventCatalogue).Assembly.GetTypes()
        .Select(type => (type, attribute: type.GetCustomAttribute<EventAttribute>()))
        .Where(entry => entry.attribute is not null)
        .ToFrozenDictionary(entry => entry.attribute!.Name, entry => entry.type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> NamesByType =
        Types.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);

    public static IEnumerable<string> Names => Types.Keys;

    public static string NameOf(Type type) => NamesByType.TryGetValue(type, out var name)
        ? name
        : throw new ArgumentException($"{type} carries no [Event] name.", nameof(type));

    /// <summary>The type behind a wire name, or null where this release does not know the event.</summary>
    public static Type? Find(string name) => Types.GetValueOrDefault(name);
}
