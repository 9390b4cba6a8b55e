namespace Efficiency.Contracts.Tests;

/// <summary>
/// Release N and N+1 run together and old events are replayed for years, so an event only ever gains optional members.
/// Anything else is a new event published beside the old one.
/// </summary>
internal static class Evolution
{
    /// <summary>One sentence per change that would break a consumer or an old message; empty when the change is safe.</summary>
    public static IReadOnlyList<string> Breaks(Shape before, Shape after)
    {
        var breaks = new List<string>();
        Compare(before.Event, before.Members, after.Members, breaks);
        return breaks;
    }

    private static void Compare(
        string path,
        SortedDictionary<string, Member> before,
        SortedDictionary<string, Member> after,
        List<string> breaks)
    {
        foreach (var (name, old) in before)
        {
            if (!after.TryGetValue(name, out var current))
            {
                breaks.Add($"{path}.{name} is gone");
                continue;
            }

            if (!string.Equals(current.Type, old.Type, StringComparison.Ordinal))
            {
                breaks.Add($"{path}.{name} was {old.Type} and is {current.Type}");
            }

            if (current.Required != old.Required)
            {
                breaks.Add($"{path}.{name} was {Word(old.Required)} and is {Word(current.Required)}");
            }

            if (current.Nullable != old.Nullable)
            {
                breaks.Add($"{path}.{name} changed whether it can be null");
            }

            if (old.Members is not null && current.Members is not null)
            {
                Compare($"{path}.{name}", old.Members, current.Members, breaks);
            }
        }

        breaks.AddRange(after
            .Where(entry => !before.ContainsKey(entry.Key) && entry.Value.Required)
            .Select(entry => $"{path}.{entry.Key} is new and required: old messages do not have it"));
    }

    private static string Word(bool required) => required ? "required" : "optional";
}
