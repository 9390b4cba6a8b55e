namespace Efficiency.Contracts.Tests;

public sealed class EvolutionTests
{
    private static readonly string Retired = Path.Combine(Committed.Shapes, "retired.txt");

    public static TheoryData<string> Events => new(EventCatalogue.Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_has_the_committed_shape(string name)
    {
        var file = Path.Combine(Committed.Shapes, $"{name}.json");
        var current = Shape.Of(EventCatalogue.Find(name)!);
        if (File.Exists(file))
        {
            // Also while updating: a snapshot run must not be the way in which a promise is broken.
            Evolution.Breaks(Shape.Read(File.ReadAllText(file)), current)
                .ShouldBeEmpty("Events only gain optional members. Publish a new event beside this one.");
        }

        if (Committed.Updating)
        {
            File.WriteAllText(file, current.Write());
        }

        File.Exists(file).ShouldBeTrue($"{name} is new: run once with UPDATE_SNAPSHOTS=1 and commit its shape.");
        File.ReadAllText(file).ShouldBe(current.Write(), $"{name} has gained members: run with UPDATE_SNAPSHOTS=1.");
    }

    [Fact]
    public void Event_that_was_promised_is_still_there_or_retired()
    {
        var promised = Directory.GetFiles(Committed.Shapes, "*.json").Select(Path.GetFileNameWithoutExtension);
        promised.Except(EventCatalogue.Names.Concat(RetiredNames()), StringComparer.Ordinal)
            .ShouldBeEmpty("A removed or renamed event breaks its consumers; one release later its name goes to retired.txt.");
    }

    [Fact]
    public void Retired_name_is_never_used_again() =>
        RetiredNames().Intersect(EventCatalogue.Names, StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    // A consumer of the old release ignores what it does not know.
    [InlineData("added optional", """{"id":"uuid!"}""", """{"id":"uuid!","note":"text?"}""", true)]
    [InlineData("added optional inside an object", """{"limits":{"kind":"text!"}}""", """{"limits":{"kind":"text!","step":"integer?"}}""", true)]
    // An old message does not carry it.
    [InlineData("added required", """{"id":"uuid!"}""", """{"id":"uuid!","unitId":"uuid!"}""", false)]
    [InlineData("removed", """{"id":"uuid!","unitId":"uuid!"}""", """{"id":"uuid!"}""", false)]
    [InlineData("removed optional", """{"id":"uuid!","unitId":"uuid?"}""", """{"id":"uuid!"}""", false)]
    [InlineData("renamed", """{"id":"uuid!"}""", """{"key":"uuid!"}""", false)]
    [InlineData("retyped", """{"id":"uuid!"}""", """{"id":"text!"}""", false)]
    // The old release demands it, the new one may leave it out.
    [InlineData("required became optional", """{"id":"uuid!"}""", """{"id":"uuid?"}""", false)]
    [InlineData("optional became required", """{"id":"uuid?"}""", """{"id":"uuid!"}""", false)]
    [InlineData("removed inside an object", """{"limits":{"kind":"text!"}}""", """{"limits":{}}""", false)]
    public void Change_is_judged(string change, string before, string after, bool safe) =>
        (Evolution.Breaks(Short(before), Short(after)).Count == 0).ShouldBe(safe, change);

    private static string[] RetiredNames() => File.Exists(Retired) ? File.ReadAllLines(Retired) : [];

    /// <summary>A shape in short: <c>type!</c> is required, <c>type?</c> optional and nullable, braces an object.</summary>
    private static Shape Short(string json) =>
        new("test.thing-happened", Members(System.Text.Json.JsonDocument.Parse(json).RootElement));

    private static SortedDictionary<string, Member> Members(System.Text.Json.JsonElement element)
    {
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            members.Add(property.Name, property.Value.ValueKind == System.Text.Json.JsonValueKind.Object
                ? new Member("object", Required: true, Nullable: false, Members(property.Value))
                : Scalar(property.Value.GetString()!));
        }

        return members;
    }

    private static Member Scalar(string text) => new(text[..^1], text[^1] == '!', text[^1] == '?');
}
