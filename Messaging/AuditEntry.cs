namespace Efficiency.Messaging;

/// <summary>One act for the audit trail. <see cref="Detail"/> holds ids, codes and keyed hashes only, never personal data.</summary>
public sealed record AuditEntry
{
    /// <summary><c>service.act</c> in kebab-case, for example <c>intake.case-accepted</c>.</summary>
    public required string Action { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public Guid? UnitId { get; init; }
    /// <summary>When the act took place in business time.</summary>
    public required DateTimeOffset BusinessAt { get; init; }
    /// <summary>The policy version that the decision was taken under.</summary>
    public Guid? PolicyVersionId { get; init; }
    /// <summary>The post that the actor stood in for.</summary>
    public Guid? ActingForPostId { get; init; }
    public IReadOnlyDictionary<string, string>? Detail { get; init; }
}
