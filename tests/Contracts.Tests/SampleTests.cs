using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Efficiency.Contracts.Tests;

/// <summary>
/// A committed sample is a message that once went over the wire, <c>{event}.json</c> or, for a later release,
/// <c>{event}.2.json</c>: every release reads every one of them.
/// </summary>
public sealed class SampleTests
{
    public static TheoryData<string> Events => new(EventCatalogue.Names.Order(StringComparer.Ordinal));

    public static TheoryData<string> Samples => new(Directory.GetFiles(Committed.Samples, "*.json")
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_has_samples_that_show_every_member(string name)
    {
        var files = Directory.GetFiles(Committed.Samples, $"{name}.*").Where(file => string.Equals(EventOf(file), name, StringComparison.Ordinal)).ToArray();
        var shown = files.SelectMany(file => Read(file).Select(member => member.Key)).ToHashSet(StringComparer.Ordinal);
        var missing = Shape.Of(EventCatalogue.Find(name)!).Members.Keys.Where(member => !shown.Contains(member)).ToArray();
        if (missing.Length > 0 && Committed.Updating)
        {
            // Never rewritten: what an older release sent stays as it was.
            var file = files.Length == 0 ? $"{name}.json" : $"{name}.{files.Length + 1}.json";
            File.WriteAllText(
                Path.Combine(Committed.Samples, file),
                SampleFactory.Make(Shape.Of(EventCatalogue.Find(name)!).Members).ToJsonString(Wire.Options) + "\n");
            return;
        }

        missing.ShouldBeEmpty($"No sample of {name} shows these: UPDATE_SNAPSHOTS=1 drafts one, then make it true to life.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_belongs_to_an_event_of_this_release(string sample) =>
        EventCatalogue.Find(EventOf(sample)).ShouldNotBeNull($"{sample} is promised and can no longer be read");

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_survives_the_round_trip(string sample)
    {
        var before = Read(sample);
        var message = before.Deserialize(EventCatalogue.Find(EventOf(sample))!, Wire.Options);
        var after = JsonSerializer.SerializeToNode(message, message!.GetType(), Wire.Options)!.AsObject();
        // Members that a later release added are null for an older message.
        foreach (var added in after.Where(member => member.Value is null && !before.ContainsKey(member.Key)).ToArray())
        {
            after.Remove(added.Key);
        }

        JsonNode.DeepEquals(before, after).ShouldBeTrue($"{sample} came back as {after.ToJsonString(Wire.Options)}");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_without_a_required_member_is_refused(string sample)
    {
        var type = EventCatalogue.Find(EventOf(sample))!;
        foreach (var (name, _) in Shape.Of(type).Members.Where(member => member.Value.Required))
        {
            var message = Read(sample);
            message.Remove(name).ShouldBeTrue($"{sample} lacks {name}");
            Should.Throw<JsonException>(() => message.Deserialize(type, Wire.Options), $"{sample} was read without {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_with_a_member_of_a_later_release_is_read(string sample)
    {
        var message = Read(sample);
        message["addedByALaterRelease"] = "x";
        message.Deserialize(EventCatalogue.Find(EventOf(sample))!, Wire.Options).ShouldNotBeNull();
    }

    /// <summary>The event of a file: its name without <c>.json</c> and without the number of a later release.</summary>
    private static string EventOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var last = name.LastIndexOf('.');
        return int.TryParse(name.AsSpan(last + 1), CultureInfo.InvariantCulture, out _) ? name[..last] : name;
    }

    private static JsonObject Read(string sample) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Committed.Samples, Path.GetFileName(sample))))!.AsObject();
}
