using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>Everything that this service can say no to. The words stand in <c>Resources/refusals.json</c> under the code.</summary>
internal static class Refusals
{
    // Regulation register
    public static readonly Refusal SecondPerson = new("second-person-needed", "GV-09");
    public static readonly Refusal EconomicPenaltyBasis =
        new("economic-penalty-needs-basis", "FI-32", Value("EconomicPenalty.LegalBasis"));
    public static readonly Refusal InheritsFromSelf = new("inherits-from-superior-only", "GV-14", "inheritsFromUnitId");

    // Directory
    public static readonly Refusal CodeTaken = new("unit-code-taken", "PR-01", "code");
    public static readonly Refusal PostCodeTaken = new("post-code-taken", "PR-04", "code");
    public static readonly Refusal ParentNeeded = new("unit-parent-needed", "GV-14", "parentId");
    public static readonly Refusal ValidityReversed = new("period-reversed", "PR-03", "validTo");
    public static readonly Refusal DivisionCode = new("division-code-invalid", "PR-01", "divisionCode");
    public static readonly Refusal PeriodReversed = new("period-reversed", "PR-03", "to");
    public static readonly Refusal SeatTaken = new("seat-taken", "PR-03", "from");
    public static readonly Refusal SamePerson = new("same-person-twice", "AB-02", "staffId");
    public static readonly Refusal AlreadyEnded = new("assignment-already-ended", "PR-03", "to");

    // Absences
    public static readonly Refusal AbsenceOverlaps = new("absence-overlaps", "AT-04", "from");
    public static readonly Refusal ReturnBeforeNow = new("return-in-the-future", "AT-05", "at");

    public static Refusal UnitClosed(string field) => new("unit-closed", "PR-01", field);

    /// <summary>A and B would be away together and no third is named (LAW-16).</summary>
    public static Refusal BothAway(string postCode) => new("stand-in-away-too", "LAW-16", "from", Arguments(("post", postCode)));

    /// <summary>Planned leave from a post that has no B at all (AB-02, AB-04).</summary>
    public static Refusal NoStandIn(string postCode) => new("no-stand-in", "AB-02", "staffId", Arguments(("post", postCode)));

    /// <summary>A third is named for a post on which the absent person has no seat.</summary>
    public static Refusal ThirdNotNeeded(int index) => new("third-not-needed", "LAW-16", $"thirds[{index}].postId");

    public static Refusal ThirdIsAbsent(int index) => new("third-is-absent", "LAW-16", $"thirds[{index}].staffId");

    public static Refusal ThirdUnknown(int index) => new("third-unknown", "LAW-16", $"thirds[{index}].staffId");

    public static Refusal ParentKind(string kind, string parentKind) =>
        new("unit-parent-kind", "GV-14", "parentId", Arguments(("kind", kind), ("parent", parentKind)));

    public static Refusal IllegalMove(string ruleId, string subject, string act, string state) =>
        new("illegal-move", ruleId, null, Arguments(("subject", subject), ("act", act), ("state", state)));

    /// <summary>In force before the day of approval (decisions: never retroactive).</summary>
    public static Refusal Retroactive(DateOnly today) =>
        new("regulation-retroactive", "GV-09", "inForceFrom", Arguments(("today", $"{today:yyyy-MM-dd}")));

    /// <summary>The superior has no regulation in force on the first day (GV-14).</summary>
    public static Refusal NothingToInherit(DateOnly day) =>
        new("nothing-to-inherit", "GV-14", "inheritsFromUnitId", Arguments(("day", $"{day:yyyy-MM-dd}")));

    public static Refusal NoRegime => new("regime-needed", "GV-11", "regimes");

    public static Refusal UnknownRegime(int index, string code) =>
        new("regime-unknown", "GV-11", $"regimes[{index}]", Arguments(("regime", code)));

    public static Refusal UnknownProfile(string name) =>
        new("profile-unknown", "GV-11", "profile", Arguments(("profile", name)));

    public static Refusal UnknownKey(string key) => new("policy-key-unknown", "GV-11", Value(key), Arguments(("key", key)));

    /// <summary>The key is a field of the regulation itself (regimes, in force from, inherited from).</summary>
    public static Refusal KeyIsField(string ruleId, string key) =>
        new("policy-key-is-a-field", ruleId, Value(key), Arguments(("key", key)));

    public static Refusal ValueKind(string ruleId, string key, string kind) =>
        new("policy-value-kind", ruleId, Value(key), Arguments(("key", key), ("kind", kind)));

    public static Refusal ValueNotAllowed(string ruleId, string key, string value, IReadOnlyList<string> allowed) =>
        new("policy-value-not-allowed", ruleId, Value(key),
            Arguments(("key", key), ("value", value), ("allowed", string.Join(", ", allowed))));

    public static Refusal ValueOutOfRange(string ruleId, string key, string range) =>
        new("policy-value-out-of-range", ruleId, Value(key), Arguments(("key", key), ("range", range)));

    public static Refusal ValueTwice(string ruleId, string key, string value) =>
        new("policy-value-twice", ruleId, Value(key), Arguments(("key", key), ("value", value)));

    private static string Value(string key) => $"values[\"{key}\"]";

    private static Dictionary<string, string> Arguments(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
}
