namespace Efficiency.Contracts;

/// <summary>
/// Gives an event its stable name on the wire, <c>service.past-tense</c>. The name, not the CLR type, is what queues,
/// the feed and consumers know; it never changes and is never used again for another meaning.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
