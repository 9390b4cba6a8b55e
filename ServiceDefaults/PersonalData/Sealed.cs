using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// Personal data at rest, as <c>A256GCM:{key id}:{base64url}</c>: algorithm and key are named, so that others can be used beside
/// them. Its text form never shows anything, so that it cannot leak through a log line.
/// </summary>
/// <param name="Text">The stored form.</param>
public readonly record struct Sealed(string Text)
{
    public override string ToString() => "[sealed]";
}

/// <summary>A person's data key, wrapped by a master key. Without the row the person's data can never be read again.</summary>
public sealed class PersonKeyRow
{
    public required Guid PersonId { get; init; }
    /// <summary>Names the data key in every <see cref="Sealed"/> made with it.</summary>
    public required string KeyId { get; init; }
    public required string MasterKeyId { get; set; }
    public required byte[] Wrapped { get; set; }
}

public static class PersonalDataMapping
{
    /// <summary>Maps <c>person_key</c>.</summary>
    public static ModelBuilder AddPersonalData(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PersonKeyRow>(key =>
        {
            key.ToTable("person_key");
            key.HasKey(row => row.PersonId);
            key.HasIndex(row => row.MasterKeyId);
        });
        return modelBuilder;
    }

    /// <summary>Lets entities have <see cref="Sealed"/> properties; called from ConfigureConventions.</summary>
    public static void AddPersonalData(this ModelConfigurationBuilder conventions) =>
        conventions.Properties<Sealed>().HaveConversion<SealedConverter>();

    [SuppressMessage("Performance", "CA1812", Justification = "Made by EF.")]
    private sealed class SealedConverter() : ValueConverter<Sealed, string>(value => value.Text, text => new Sealed(text));
}
