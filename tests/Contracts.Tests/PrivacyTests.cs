namespace Efficiency.Contracts.Tests;

/// <summary>
/// Citizens' personal data and free text never travel in events: they could not be erased from queues and feeds.
/// A member whose name suggests either needs a line here that says why it is neither.
/// </summary>
public sealed class PrivacyTests
{
    private static readonly string[] Suspicious =
    [
        "name", "phone", "mobile", "identity", "address", "mail", "birth", "gender", "age", "account", "licenceplate",
        "citizen", "applicant", "complainant", "contactperson", "person", "agent", "photo", "signature",
        "text", "content", "body", "description", "summary", "remark", "note", "comment", "message", "opinion",
        "statement", "reason", "title", "detail", "explanation", "subjectmatter", "free",
    ];

    private static readonly Dictionary<string, string> Official = new(StringComparer.Ordinal)
    {
        ["accountability.unit-registered.name"] = "name of a public body",
        ["accountability.staff-registered.name"] = "staff: official data",
        ["accountability.staff-registered.title"] = "staff: official data",
        ["accountability.staff-registered.officePhone"] = "staff: official data, published on the door plate",
        ["accountability.post-registered.name"] = "name of a post",
        ["accountability.policy-version-activated.documentTitle"] = "title of a published regulation",
        ["accountability.lead-closed.reason"] = "a code from a fixed list",
        ["deadlines.deadline-moved.reason"] = "a code from a fixed list",
        ["deadlines.light-withdrawn.reason"] = "a code from a fixed list",
        ["intake.case-paused.reason"] = "a code from the catalogue of LAW-03",
        ["intake.service-item-published.name"] = "title of a published guide",
        ["audit.sealed.signature"] = "a cryptographic signature over a hash",
    };

    [Fact]
    public void Members_carry_no_personal_data_and_no_free_text()
    {
        Paths().Where(path => IsSuspicious(path.Split('.')[^1]) && !Official.ContainsKey(path))
            .ShouldBeEmpty("Send an id or a code; the text stays with the service that owns it.");
    }

    [Fact]
    public void Every_exception_is_still_needed() => Official.Keys.Except(Paths(), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Members_without_a_type_are_policy_values_only()
    {
        EventCatalogue.Names.Select(name => Shape.Of(EventCatalogue.Find(name)!))
            .SelectMany(shape => shape.Members.Where(member => member.Value.Type.Contains("any", StringComparison.Ordinal))
                .Select(member => $"{shape.Event}.{member.Key}"))
            .ShouldBe(["accountability.policy-version-activated.values"]);
    }

    [Theory]
    [InlineData("applicantName", true)]
    [InlineData("phone", true)]
    [InlineData("opinionText", true)]
    [InlineData("staffId", false)]
    // Ids say whose record it is, never who the person is.
    [InlineData("applicantId", false)]
    [InlineData("usedShare", false)]
    public void Name_is_judged(string member, bool suspicious) => IsSuspicious(member).ShouldBe(suspicious);

    private static bool IsSuspicious(string member) =>
        !member.EndsWith("Id", StringComparison.Ordinal)
        && Words(member).Any(word => Suspicious.Contains(word, StringComparer.Ordinal));

    private static string[] Words(string member) =>
        string.Concat(member.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"))
            .Split(' ');

    private static IEnumerable<string> Paths() => EventCatalogue.Names
        .SelectMany(name => Paths(name, Shape.Of(EventCatalogue.Find(name)!).Members));

    private static IEnumerable<string> Paths(string prefix, SortedDictionary<string, Member> members) => members
        .SelectMany(member => Paths($"{prefix}.{member.Key}", member.Value.Members ?? [])
            .Prepend($"{prefix}.{member.Key}"));
}
