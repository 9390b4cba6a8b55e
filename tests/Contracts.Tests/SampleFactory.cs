using System.Text.Json.Nodes;

namespace Efficiency.Contracts.Tests;

/// <summary>Drafts a sample for a new event, for its author to make true to life.</summary>
internal static class SampleFactory
{
    public static JsonObject Make(SortedDictionary<string, Member> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, Value(member.Value.Type, member.Value.Members))));

    private static JsonNode? Value(string type, SortedDictionary<string, Member>? nested) => type switch
    {
        "text" => "code",
        "uuid" => "0192f1c0-0000-7000-8000-000000000001",
        "boolean" => true,
        "integer" => 1,
        "decimal" => 0.5m,
        "date" => "2026-09-24",
        "instant" => "2026-09-24T09:30:00+08:00",
        "object" => Make(nested!),
        _ when type.StartsWith("list of ", StringComparison.Ordinal) => new JsonArray(Value(type["list of ".Length..], nested)),
        _ when type.StartsWith("map of ", StringComparison.Ordinal) =>
            new JsonObject { ["Key"] = Value(type["map of ".Length..], nested) },
        _ => "any",
    };
}
