namespace Efficiency.Accountability.Domain;

/// <summary>
/// Kinds of post, as the directory tells them to the others. Powers that a rule names are decided by the kind of the post that a
/// person holds or stands in for.
/// </summary>
internal static class PostKinds
{
    /// <summary>Head of an office or section (办公室负责人): responsible for the limits of the office (TL-05).</summary>
    public const string SectionHead = "section-head";

    public static IReadOnlyList<string> All { get; } =
    [
        "front-desk",
        "handler",
        SectionHead,
        "general-office", // 办公室
        "leader", // 分管领导
        "deputy", // 代行职责的副职, AB-05
        "organ-head", // 主要负责人, GV-02
        "government-head", // LAW-02
        "efficiency-office",
        "leading-group",
        "discipline-group",
        "personnel",
        "disclosure-reviewer",
        "complaint-centre",
    ];
}
