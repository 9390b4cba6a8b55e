namespace Efficiency.Intake.Domain.Cases;

internal enum CaseStatus
{
    Registered,
    NoticeGiven,
    Accepted,
    Paused,
    Completed,
}

internal enum CaseAct
{
    GiveNotice,
    Supplement,
    Accept,
    Pause,
    Resume,
    Complete,
}

/// <summary>The steps that LAW-03 does not count. There is no other reason to stop a clock.</summary>
internal enum PauseReason
{
    /// <summary>听证.</summary>
    Hearing,
    /// <summary>招标.</summary>
    Tender,
    /// <summary>拍卖.</summary>
    Auction,
    /// <summary>检验.</summary>
    Inspection,
    /// <summary>检测.</summary>
    Testing,
    /// <summary>检疫.</summary>
    Quarantine,
    /// <summary>鉴定.</summary>
    Appraisal,
    /// <summary>专家评审.</summary>
    ExpertReview,
}
