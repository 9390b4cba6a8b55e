using System.Text.Json;
using Efficiency.Intake.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Intake.Persistence;

/// <summary>
/// One fact in the life of a case, of this service or of another: appended, never changed. The events of several queues
/// arrive in any order, so what holds now is read from the lines and not kept beside them.
/// </summary>
internal sealed class TimelineLine
{
    /// <summary>An event makes one line, however often it is delivered.</summary>
    public required Guid SourceEventId { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    /// <summary>Kebab-case; the words for it stand in <c>Resources/timeline.json</c>.</summary>
    public required string Code { get; init; }
    /// <summary>A JSON object of codes, ids and numbers that fill the words. Never personal data.</summary>
    public required string Arguments { get; init; }
    /// <summary>For the facts that set, move or end a limit: which one.</summary>
    public Guid? DeadlineId { get; init; }
    /// <summary>Version of the limit at this fact; the highest holds.</summary>
    public int? DeadlineVersion { get; init; }
    public string? LimitKind { get; init; }
    /// <summary>Exclusive end of the limit; null while it is paused.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Named values as arguments; null ones are left out.</summary>
    public static Dictionary<string, string> Fill(params ReadOnlySpan<(string Name, string? Value)> arguments)
    {
        var filled = new Dictionary<string, string>(arguments.Length, StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (value is not null)
            {
                filled[name] = value;
            }
        }
        return filled;
    }

    public static string Write(Dictionary<string, string> arguments) => JsonSerializer.Serialize(arguments);

    public IReadOnlyDictionary<string, string> ReadArguments() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Arguments)!;
}

internal sealed class TimelineMapping : IEntityTypeConfiguration<TimelineLine>
{
    public void Configure(EntityTypeBuilder<TimelineLine> line)
    {
        line.ToTable("case_timeline");
        line.HasKey(row => row.SourceEventId);
        line.Property(row => row.Arguments).HasColumnType("jsonb");
        line.HasIndex(row => new { row.CaseId, row.OccurredAt });
        line.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
