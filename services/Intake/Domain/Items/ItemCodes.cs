namespace Efficiency.Intake.Domain.Items;

internal enum ItemKind
{
    /// <summary>行政许可事项 (TL-08): the statutory limits of LAW-01 and LAW-02 apply.</summary>
    AdministrativeLicence,
    /// <summary>行政管理、服务事项 (TL-09).</summary>
    ManagementService,
}

internal enum LimitKind
{
    Statutory,
    Promised,
}

internal enum LimitUnit
{
    WorkingDays,
    WorkingHours,
    CalendarDays,
    Months,
}

internal enum MaterialForm
{
    Paper,
    Electronic,
    PaperOrElectronic,
}

/// <summary>Whether the paper itself is kept or a copy of it will do.</summary>
internal enum PresentedAs
{
    Original,
    Copy,
}

internal enum ItemStatus
{
    Draft,
    Submitted,
    Published,
    /// <summary>A later version is public; cases that were accepted under this one stay with it.</summary>
    Superseded,
}

internal enum ItemAct
{
    Submit,
    Publish,
    Supersede,
}
