using System.Text.Json;
using Efficiency.ServiceDefaults;
using Efficiency.ServiceDefaults.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Accountability.Persistence;

/// <summary>A unit's regulation, from draft to the version that holds. Once approved it never changes.</summary>
internal sealed class Regulation
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required string Status { get; set; }
    /// <summary>1, 2, 3 ... per unit, given at approval: withdrawn drafts leave no gaps.</summary>
    public int? Number { get; set; }
    public required string DocumentTitle { get; init; }
    public required string DocumentNumber { get; init; }
    public required string AdoptedBy { get; init; }
    /// <summary>First day in force, inclusive, in the city's zone.</summary>
    public required DateOnly InForceFrom { get; init; }
    public string? Profile { get; init; }
    public Guid? InheritsFromUnitId { get; init; }
    /// <summary>The superior's version that was resolved at approval.</summary>
    public Guid? InheritedVersionId { get; set; }
    /// <summary>The unit's own, a profile's taken over.</summary>
    public required string[] Regimes { get; init; }
    /// <summary>A JSON object: the unit's own values by key, a profile's taken over.</summary>
    public required JsonElement Values { get; init; }
    /// <summary>With the superior's; null until approved.</summary>
    public string[]? EffectiveRegimes { get; set; }
    /// <summary>With the superior's and the defaults; null until approved.</summary>
    public JsonElement? EffectiveValues { get; set; }
    public required string AuthorSubject { get; init; }
    public Guid? AuthorStaffId { get; init; }
    public required DateTimeOffset DraftedAt { get; init; }
    public string? ApproverSubject { get; set; }
    public Guid? ApproverStaffId { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public required int Version { get; set; }
}

internal sealed class RegulationMapping : IEntityTypeConfiguration<Regulation>
{
    public void Configure(EntityTypeBuilder<Regulation> builder)
    {
        builder.ToTable("regulation");
        // Column names of the view that other questions read: own values keep the short name here.
        builder.Property(r => r.Values).HasColumnName("own_values").HasColumnType("jsonb");
        builder.Property(r => r.EffectiveValues).HasColumnType("jsonb");
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.UnitId, r.Number }).IsUnique();
        builder.HasIndex(r => new { r.UnitId, r.Id });
        builder.HasIndex(r => new { r.UnitId, r.InForceFrom, r.Number }).HasFilter("status = 'approved'");
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The shared policy questions read the register itself: a view, no second copy.</summary>
internal sealed class PolicyVersionView : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable((string?)null).ToView("policy_version");
        foreach (var index in builder.Metadata.GetIndexes().ToArray())
        {
            // Those of a table; the view has the register's.
            builder.Metadata.RemoveIndex(index);
        }
    }
}
