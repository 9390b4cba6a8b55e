using System.Text.Json;
using System.Text.Json.Serialization;
using Efficiency.Intake.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Efficiency.Intake.Persistence;

/// <summary>How enumerations, lists and people stand in columns.</summary>
internal static class Columns
{
    /// <summary>Members that a newer release adds are skipped: two releases run on one schema.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An enumeration is stored as its code, so that a row can be read without this program.</summary>
    public static void AddCodes<TEnum>(this ModelConfigurationBuilder conventions)
        where TEnum : struct, Enum => conventions.Properties<TEnum>().HaveConversion<CodeConverter<TEnum>>();

    /// <summary>An immutable list as one jsonb value, read and written whole.</summary>
    public static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property
        .HasColumnType("jsonb")
        .HasConversion(
            list => JsonSerializer.Serialize(list, Json),
            text => ReadList<T>(text),
            new ValueComparer<IReadOnlyList<T>>(
                (one, other) => one == other || (one != null && other != null && one.SequenceEqual(other)),
                list => list.Count,
                list => list));

    public static IReadOnlyList<T> ReadList<T>(string text) => JsonSerializer.Deserialize<T[]>(text, Json) ?? [];

    public static void HasPerson<T>(
        this EntityTypeBuilder<T> entity, System.Linq.Expressions.Expression<Func<T, Person>> person, string prefix)
        where T : class => entity.ComplexProperty(person!, columns =>
        {
            columns.IsRequired();
            columns.Property(row => row!.PersonId).HasColumnName("person_id");
            columns.Property(row => row!.SealedName).HasColumnName($"{prefix}_name");
            columns.Property(row => row!.SealedPhone).HasColumnName($"{prefix}_phone");
            columns.Property(row => row!.PhoneHash).HasColumnName($"{prefix}_phone_hash");
            columns.Property(row => row!.SealedIdentityNumber).HasColumnName($"{prefix}_identity_number");
            columns.Property(row => row!.IdentityHash).HasColumnName($"{prefix}_identity_hash");
        });

    /// <summary>The codes as they stand in a check constraint.</summary>
    public static string In<TEnum>(string column)
        where TEnum : struct, Enum => $"{column} in ({string.Join(", ", Code.All<TEnum>().Select(code => $"'{code}'"))})";

    private sealed class CodeConverter<TEnum>()
        : ValueConverter<TEnum, string>(value => Code.Of(value), text => Code.Parse<TEnum>(text))
        where TEnum : struct, Enum;
}
