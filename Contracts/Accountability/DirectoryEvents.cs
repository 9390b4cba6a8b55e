namespace Efficiency.Contracts.Accountability;

/// <summary>A unit of the tree: city, district, town, department or section. Its id never changes.</summary>
[Event("accountability.unit-registered")]
public sealed record UnitRegistered
{
    public required Guid UnitId { get; init; }
    public Guid? ParentId { get; init; }
    /// <summary><c>city</c>, <c>district</c>, <c>town</c>, <c>department</c> or <c>section</c>.</summary>
    public required string Kind { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    /// <summary>行政区划代码, six digits.</summary>
    public string? DivisionCode { get; init; }
    public required DateOnly ValidFrom { get; init; }
    /// <summary>Exclusive.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>A member of staff. Name, title and office phone are official data.</summary>
[Event("accountability.staff-registered")]
public sealed record StaffRegistered
{
    public required Guid StaffId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Name { get; init; }
    public required string Title { get; init; }
    public string? OfficePhone { get; init; }
}

/// <summary>A post with its duties (PR-04).</summary>
[Event("accountability.post-registered")]
public sealed record PostRegistered
{
    public required Guid PostId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    /// <summary><c>handler</c>, <c>section-head</c>, <c>leader</c>, <c>organ-head</c> and so on: what powers look at.</summary>
    public required string Kind { get; init; }
}

/// <summary>A person holds a seat of a post for a period (AB-02). A later version replaces the period.</summary>
[Event("accountability.post-assigned")]
public sealed record PostAssigned
{
    public required Guid AssignmentId { get; init; }
    public required Guid PostId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid StaffId { get; init; }
    /// <summary><c>A</c>, <c>B</c> or <c>third</c>.</summary>
    public required string Seat { get; init; }
    public required DateTimeOffset From { get; init; }
    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>B (or a named third) acts for the absent holder (AB-01, AB-08).</summary>
[Event("accountability.stand-in-activated")]
public sealed record StandInActivated
{
    public required Guid StandInId { get; init; }
    public required Guid PostId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid StaffId { get; init; }
    public required Guid ForStaffId { get; init; }
    public required DateTimeOffset From { get; init; }
    /// <summary>Exclusive; null while the end is open.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>The holder is back (LAW-16).</summary>
[Event("accountability.stand-in-ended")]
public sealed record StandInEnded
{
    public required Guid StandInId { get; init; }
    public required Guid PostId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateTimeOffset EndedAt { get; init; }
}

/// <summary>Neither A nor B is there (AB-10, LAW-16): the section head holds the work.</summary>
[Event("accountability.post-uncovered")]
public sealed record PostUncovered
{
    public required Guid PostId { get; init; }
    public required Guid UnitId { get; init; }
    public Guid? HeldByStaffId { get; init; }
    public required DateTimeOffset From { get; init; }
    public DateTimeOffset? To { get; init; }
}
