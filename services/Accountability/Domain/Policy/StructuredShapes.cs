using System.Globalization;
using System.Text.Json;
using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>A day of the year that repeats, <c>MM-dd</c>, for example the day by which an appraisal ends (PA-10).</summary>
internal sealed record MonthDayShape : PolicyShape
{
    public override string Kind => "month-day";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        // 2024 is a leap year, so that 02-29 can be told.
        var valid = value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact($"2024-{value.GetString()}", "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out _);
        return valid ? [] : [key.WrongKind()];
    }
}

/// <summary>
/// One or more windows of a day, <c>[{ "from": "08:00", "to": "12:00" }]</c>, in order and apart; <c>to</c> is exclusive.
/// </summary>
internal sealed record WindowsShape(int MaxCount) : PolicyShape
{
    public override string Kind => "windows";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 || value.GetArrayLength() > MaxCount)
        {
            return [key.WrongKind()];
        }
        var last = TimeOnly.MinValue;
        foreach (var window in value.EnumerateArray())
        {
            if (!TryTime(window, "from", out var from) || !TryTime(window, "to", out var to) || Members(window) != 2)
            {
                return [key.WrongKind()];
            }
            if (from < last || to <= from)
            {
                return [key.OutOfRange("00:00..23:59")];
            }
            last = to;
        }
        return [];
    }

    private static int Members(JsonElement element) => element.EnumerateObject().Count();

    private static bool TryTime(JsonElement window, string name, out TimeOnly time)
    {
        time = default;
        return window.ValueKind == JsonValueKind.Object && window.TryGetProperty(name, out var text)
            && text.ValueKind == JsonValueKind.String
            && TimeOnly.TryParseExact(text.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}

/// <summary>Shares by name that add up to exactly 100 (PA-03, UA-08); every name is given, none is negative.</summary>
internal sealed record WeightsShape(params IReadOnlyList<string> Names) : PolicyShape
{
    public override string Kind => "weights";

    public override IReadOnlyList<string> Allowed => Names;

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (!NamedNumbers.TryRead(value, out var weights) || weights.Count != Names.Count
            || Names.Any(n => !weights.ContainsKey(n)))
        {
            return [key.WrongKind()];
        }
        return weights.Values.Any(w => w < 0) || weights.Values.Sum() != 100 ? [key.OutOfRange("= 100")] : [];
    }
}

/// <summary>
/// Least score of each grade, from the best down, strictly falling, between 0 and 100. Bands are half-open on the unrounded score
/// (AMB-21); what is below the last bound is the lowest grade.
/// </summary>
internal sealed record BoundsShape(params IReadOnlyList<string> Names) : PolicyShape
{
    public override string Kind => "bounds";

    public override IReadOnlyList<string> Allowed => Names;

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (!NamedNumbers.TryRead(value, out var bounds) || bounds.Count != Names.Count || Names.Any(n => !bounds.ContainsKey(n)))
        {
            return [key.WrongKind()];
        }
        var falling = Names.Select(n => bounds[n]).ToArray();
        var ordered = falling.Zip(falling.Skip(1)).All(pair => pair.First > pair.Second);
        return !ordered || falling.Any(b => b is < 0 or > 100) ? [key.OutOfRange("100 > … > 0")] : [];
    }
}

/// <summary>Points by code of the breach, none of them above zero (PA-24, AMB-23).</summary>
internal sealed record DeductionsShape : PolicyShape
{
    public override string Kind => "deductions";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (!NamedNumbers.TryRead(value, out var points) || points.Keys.Any(k => k.Length is 0 or > 60))
        {
            return [key.WrongKind()];
        }
        return points.Values.Any(p => p is > 0 or < -100) ? [key.OutOfRange("-100..0")] : [];
    }
}

/// <summary>
/// What follows a breach by its ground: <c>[{ "ground": "harm-verified", "measures": ["criticism-and-education"] }]</c>. The machine
/// never takes a measure by itself: the ladder only says what a decider may choose from.
/// </summary>
internal sealed record LadderShape(params IReadOnlyList<string> Grounds) : PolicyShape
{
    public override string Kind => "ladder";

    public override IReadOnlyList<string> Allowed { get; } = [.. Grounds, .. Measures.All];

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (!Steps.TryRead(value, "ground", "measures", out var steps))
        {
            yield return key.WrongKind();
            yield break;
        }
        foreach (var step in steps)
        {
            if (!Grounds.Contains(step.Name, StringComparer.Ordinal))
            {
                yield return key.NotAllowed(step.Name);
            }
            foreach (var measure in step.Codes.Where(m => !Measures.All.Contains(m, StringComparer.Ordinal)))
            {
                yield return key.NotAllowed(measure);
            }
        }
        foreach (var twice in steps.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return key.Twice(twice.Key);
        }
    }
}

/// <summary>
/// Whom to ask or tell, by who goes and for how long: <c>[{ "who": "staff", "upToDays": 1, "to": "leader" }]</c>. <c>upToDays</c> is
/// inclusive; without it the line holds for any length. Lines are read in order, the first that fits holds (AT-03, AT-04, AMB-30).
/// </summary>
internal sealed record RoutingShape(IReadOnlyList<string> Who, IReadOnlyList<string> To) : PolicyShape
{
    public override string Kind => "routing";

    public override IReadOnlyList<string> Allowed { get; } = [.. Who, .. To];

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            yield return key.WrongKind();
            yield break;
        }
        foreach (var line in value.EnumerateArray())
        {
            if (line.ValueKind != JsonValueKind.Object || !Text(line, "who", out var who) || !Text(line, "to", out var to))
            {
                yield return key.WrongKind();
                continue;
            }
            if (!Who.Contains(who, StringComparer.Ordinal))
            {
                yield return key.NotAllowed(who);
            }
            if (!To.Contains(to, StringComparer.Ordinal))
            {
                yield return key.NotAllowed(to);
            }
            if (line.TryGetProperty("upToDays", out var days)
                && (days.ValueKind != JsonValueKind.Number || !days.TryGetInt32(out var count) || count is < 1 or > 366))
            {
                yield return key.OutOfRange("upToDays 1..366");
            }
        }
    }

    private static bool Text(JsonElement line, string name, out string text)
    {
        text = line.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : string.Empty;
        return text.Length > 0;
    }
}
