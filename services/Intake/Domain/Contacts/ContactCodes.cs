namespace Efficiency.Intake.Domain.Contacts;

/// <summary>How the citizen came (FI-01).</summary>
internal enum ContactChannel
{
    Visit,
    Phone,
    Letter,
    OfficialLetter,
    EMail,
    Online,
    Forwarded,
    Hotline,
}

/// <summary>What the citizen came for (FI-17, FI-18, FI-20, FI-22).</summary>
internal enum ContactKind
{
    /// <summary>咨询.</summary>
    Consultation,
    /// <summary>办事.</summary>
    Application,
    /// <summary>反映情况.</summary>
    SituationReport,
    /// <summary>举报.</summary>
    TipOff,
    /// <summary>投诉.</summary>
    Complaint,
    /// <summary>报案.</summary>
    CrimeReport,
}

internal enum ContactStatus
{
    Open,
    /// <summary>The matter became a case; its completion brings the answer.</summary>
    CaseOpened,
    Answered,
}

internal enum ContactAct
{
    OpenCase,
    Answer,
}

/// <summary>What the first person did (FI-02: 答复、办理、引导、转办), and the oral "no" that is none of these.</summary>
internal enum ContactOutcome
{
    Answered,
    Handled,
    Guided,
    Transferred,
    OralRefusal,
}
