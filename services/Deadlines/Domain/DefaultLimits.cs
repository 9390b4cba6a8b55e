namespace Efficiency.Deadlines.Domain;

/// <summary>A limit by its kind and the rule that it rests on.</summary>
internal sealed record NamedLimit(string Kind, int Amount, string Unit, string Basis);

/// <summary>Limits that hold without anybody having promised them.</summary>
internal static class DefaultLimits
{
    public const string Acceptance = "acceptance";
    public const string Licence = "administrative-licence";

    /// <summary>A licence is accepted, refused or told what is missing within five working days of receipt (LAW-01).</summary>
    public static readonly NamedLimit LicenceAcceptance = new(Acceptance, 5, "working-days", "LAW-01");

    /// <summary>A licence is decided within twenty working days of acceptance (LAW-02).</summary>
    private static readonly NamedLimit LicenceDecision = new("statutory", 20, "working-days", "LAW-02");

    /// <summary>What runs on an accepted matter whose item names no limit: LAW-02 for licences, else TL-09 (AMB-08).</summary>
    /// <param name="daysWithoutStatute">The department's setting <c>TimeLimit.DefaultWithoutStatute</c>, 15 unless it says otherwise.</param>
    public static NamedLimit Of(string itemKind, int daysWithoutStatute) =>
        itemKind is Licence ? LicenceDecision : new NamedLimit("promised", daysWithoutStatute, "working-days", "TL-09");
}
