namespace Efficiency.Accountability.Domain;

/// <summary>
/// Codes of the measures that the seed and the statutes name, for the ladders of a regulation. The order here has no meaning: the
/// order of weight is data (LAW-14). Near-synonyms of the seed stay apart (AMB-16).
/// </summary>
internal static class Measures
{
    public static readonly IReadOnlyList<string> All =
    [
        "order-to-correct", // 责令及时改正 OG-19
        "order-to-correct-within-limit", // 书面责成限期整改 OG-21
        "admonition-talk", // 谈话告诫 FI-29
        "reminder-talk", // 谈话提醒 LAW-14
        "criticism-and-education", // 批评教育 FI-30
        "admonishing-talk", // 诫勉谈话 AT-07
        "educational-admonition", // 教育诫勉 AC-13
        "written-self-criticism", // 书面检查, 检讨 AC-13, FI-32
        "corrective-measures", // 改正措施 FI-32
        "criticism-at-a-meeting", // 会上通报批评 FI-32
        "efficiency-warning", // 警告 OG-19, never the formal sanction (AMB-49)
        "circulated-criticism", // 通报批评 AC-14
        "formal-admonition", // 告诫 AC-14
        "caution-requirement", // 警示要求 PA-16
        "point-deduction", // 扣分 AT-07
        "economic-penalty", // 经济处罚 FI-32: a historic code, off by default
        "bearing-of-cost", // 由直接责任人支付费用 IT-09
        "loss-of-honours", // 取消评先评优资格 AT-07
        "other-administrative-measure", // 其他的行政、组织处理 AC-14
        "administrative-sanction", // 行政处分 OG-20: referred, never decided here
        "party-or-administrative-discipline", // 党纪、政纪处分 FI-32
        "civil-liability", // 民事责任 AC-21
        "transfer-to-the-judiciary", // 移送司法机关 AC-17
        "leaders-responsibility", // 追究领导责任 AC-17
        "per-rules", // 按照有关规定处理 FI-30, FI-34
        "unspecified", // 相应的处理: the seed names no measure (FI-31, FI-33)
    ];
}
