using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults;

/// <summary>A version of a unit's regulations as the other services keep it.</summary>
public sealed class PolicyVersion
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    /// <summary>1, 2, 3 ... per unit.</summary>
    public required int Number { get; init; }
    public required string DocumentNumber { get; init; }
    /// <summary>First day in force, inclusive, in the city's zone; until the unit's next version is in force.</summary>
    public required DateOnly InForceFrom { get; init; }
    public required string[] Regimes { get; init; }
    /// <summary>A JSON object: effective values by key.</summary>
    public required JsonElement Values { get; init; }
}

public static class PolicyMapping
{
    public static ModelBuilder AddPolicies(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PolicyVersion>(version =>
        {
            version.ToTable("policy_version");
            version.Property(row => row.Values).HasColumnName("effective_values").HasColumnType("jsonb");
            version.HasIndex(row => new { row.UnitId, row.InForceFrom, row.Number });
            version.HasIndex(row => new { row.UnitId, row.Number }).IsUnique();
        });
        return modelBuilder;
    }
}
