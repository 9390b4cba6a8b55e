namespace Efficiency.Accountability.Domain;

/// <summary>
/// The regimes that a unit can put in force, by the family code of the catalogue (GV-11: there is no fixed "eight"). Statutes
/// (<c>LAW</c>) are no regime: they always apply.
/// </summary>
internal static class Regimes
{
    public static readonly IReadOnlyList<string> All =
    [
        "PR", // 岗位责任制
        "FI", // 首问责任制
        "OT", // 一次性告知制
        "WN", // 去向告知制
        "TL", // 限时办结制
        "SC", // 服务承诺制
        "AB", // 同岗替代制
        "HO", // 工作交接制度
        "NR", // 否定报备制
        "OG", // 公开办事制
        "AC", // 失职追究制
        "CP", // 效能投诉
        "IN", // 督查
        "PA", // 绩效考核制
        "UA", // 单位考评
        "IT", // 电脑电话管理制
        "ST", // 学习制度
        "AT", // 考勤
        "DN", // 十不准
        "CC", // 八项承诺
        "SM", // 规范化管理
        "GV", // 领导体制
        "CM", // 活动实施方案
        "IV", // 招商引资
        "RG", // 只有名称的制度
    ];

    public static bool Knows(string code) => All.Contains(code, StringComparer.Ordinal);
}
