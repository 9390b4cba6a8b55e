namespace Efficiency.Deadlines.Domain;

/// <summary>A raised light. It is never erased: what turns out wrong is withdrawn, with its reason, and stays on record.</summary>
internal sealed class Light
{
    public required Guid Id { get; init; }
    public required Guid DeadlineId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    public required Rung Rung { get; init; }

    /// <summary>The instant that the rung stands for.</summary>
    public required DateTimeOffset RaisedFor { get; init; }

    /// <summary>Business time at which it was found.</summary>
    public required DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>One of the reasons of <see cref="LightReview"/>.</summary>
    public string? WithdrawnReason { get; private set; }

    public void Withdraw(string reason, DateTimeOffset at)
    {
        WithdrawnAt = at;
        WithdrawnReason = reason;
    }
}
