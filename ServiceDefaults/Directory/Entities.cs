namespace Efficiency.ServiceDefaults.Directory;

/// <summary>A unit of the tree: city, district, town, department or section. Its id never changes.</summary>
public sealed class Unit
{
    public required Guid Id { get; init; }
    public Guid? ParentId { get; set; }
    /// <summary><c>city</c>, <c>district</c>, <c>town</c>, <c>department</c> or <c>section</c>.</summary>
    public required string Kind { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    /// <summary>行政区划代码, six digits.</summary>
    public string? DivisionCode { get; set; }
    public required DateOnly ValidFrom { get; set; }
    /// <summary>Exclusive.</summary>
    public DateOnly? ValidTo { get; set; }
    public required int Version { get; set; }
}

/// <summary>A member of staff; name, title and office phone are official data.</summary>
public sealed class Staff
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; set; }
    public required string Name { get; set; }
    public required string Title { get; set; }
    public string? OfficePhone { get; set; }
    public required int Version { get; set; }
}

/// <summary>A post with its duties (PR-04).</summary>
public sealed class Post
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    /// <summary>One of <see cref="PostKinds"/>: what powers look at.</summary>
    public required string Kind { get; set; }
    public required int Version { get; set; }
}

/// <summary>A person holds a seat of a post for a period (AB-02).</summary>
public sealed class PostAssignment
{
    public required Guid Id { get; init; }
    public required Guid PostId { get; set; }
    public required Guid UnitId { get; set; }
    public required Guid StaffId { get; set; }
    /// <summary>One of <see cref="Seats"/>.</summary>
    public required string Seat { get; set; }
    public required DateTimeOffset From { get; set; }
    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; set; }
    public required int Version { get; set; }
}

/// <summary>B, or a named third, acts for the absent holder (AB-01, AB-08).</summary>
public sealed class StandIn
{
    public required Guid Id { get; init; }
    public required Guid PostId { get; set; }
    public required Guid UnitId { get; set; }
    public required Guid StaffId { get; set; }
    public required Guid ForStaffId { get; set; }
    public required DateTimeOffset From { get; set; }
    /// <summary>Exclusive; null while the end is open.</summary>
    public DateTimeOffset? To { get; set; }
    public required int Version { get; set; }
}

/// <summary>Neither A nor B was there (AB-10, LAW-16): the section head held the work.</summary>
public sealed class UncoveredPost
{
    /// <summary>The aggregate of the event, for example the absence that uncovered the post.</summary>
    public required Guid Id { get; init; }
    public required Guid PostId { get; init; }
    public required Guid UnitId { get; set; }
    /// <summary>Null where there was no section head either.</summary>
    public Guid? HeldByStaffId { get; set; }
    public required DateTimeOffset From { get; set; }
    /// <summary>Exclusive; null while the end is open.</summary>
    public DateTimeOffset? To { get; set; }
    public required int Version { get; set; }
}

/// <summary>The seats of a post.</summary>
public static class Seats
{
    public const string A = "A";
    public const string B = "B";
    public const string Third = "third";

    public static readonly IReadOnlyList<string> All = [A, B, Third];
}

/// <summary>The kinds of post that powers and responsibility look at; a post may be of another kind, which carries no power.</summary>
public static class PostKinds
{
    public const string FrontDesk = "front-desk";
    public const string Handler = "handler";
    public const string SectionHead = "section-head";
    public const string Leader = "leader";
    public const string OrganHead = "organ-head";
    public const string GovernmentHead = "government-head";
    public const string GeneralOffice = "general-office";
    public const string EfficiencyOffice = "efficiency-office";
    public const string LeadingGroup = "leading-group";
    public const string Personnel = "personnel";
}
