using Efficiency.Deadlines.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Efficiency.Deadlines.Persistence;

internal static class Columns
{
    /// <summary>An enumeration is stored as its code, so that a row can be read without this program.</summary>
    public static void AddCodes<TEnum>(this ModelConfigurationBuilder conventions)
        where TEnum : struct, Enum => conventions.Properties<TEnum>().HaveConversion<CodeConverter<TEnum>>();

    /// <summary>The condition that a column holds one of the codes.</summary>
    public static string In<TEnum>(string column)
        where TEnum : struct, Enum => $"{column} in ({string.Join(", ", Code.All<TEnum>().Select(code => $"'{code}'"))})";

    private sealed class CodeConverter<TEnum>() : ValueConverter<TEnum, string>(
        value => Code.Of(value), code => Code.Parse<TEnum>(code))
        where TEnum : struct, Enum;
}
