namespace Efficiency.Contracts.Intake;

/// <summary>A first contact: the first person asked is responsible until the citizen has an answer (FI-01).</summary>
[Event("intake.contact-registered")]
public sealed record ContactRegistered
{
    public required Guid ContactId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary><c>visit</c>, <c>phone</c>, <c>letter</c>, <c>official-letter</c>, <c>e-mail</c>, <c>online</c>, <c>forwarded</c> or <c>hotline</c>.</summary>
    public required string Channel { get; init; }
    public required string Kind { get; init; }
    public required Guid FirstInquiryStaffId { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
}

/// <summary>The chain of the contact ended with an answer to the citizen (FI-21).</summary>
[Event("intake.contact-answered")]
public sealed record ContactAnswered
{
    public required Guid ContactId { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary>The case that the contact became, where it became one.</summary>
    public Guid? CaseId { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
}
