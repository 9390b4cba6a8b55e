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

    /// <summary>Any other item without a limit of its own has fifteen working days (TL-09, AMB-08).</summary>
    private static readonly NamedLimit Otherwise = new("promised", 15, "working-days", "TL-09");

    /// <summary>What runs on an accepted matter whose item names no limit.</summary>
    public static NamedLimit Of(string itemKind) => itemKind is Licence ? LicenceDecision : Otherwise;
}
